"""The recipe: plan what there is to do, do it, publish."""
