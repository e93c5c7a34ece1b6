"""What `make bench` measures with: processes and what they used, the documents to build, the floor beside them."""
