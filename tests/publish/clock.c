/* Preloaded into a process, lets it live at the second that the variable CLOCK names. */
#include <stdlib.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>
#include <sys/syscall.h>

static time_t now(void) { return (time_t)atoll(getenv("CLOCK")); }

time_t time(time_t *place) {
    if (place) *place = now();
    return now();
}

int gettimeofday(struct timeval *restrict place, void *restrict zone) {
    place->tv_sec = now();
    place->tv_usec = 0;
    return 0;
}

int clock_gettime(clockid_t clock, struct timespec *place) {
    if (clock != CLOCK_REALTIME && clock != CLOCK_REALTIME_COARSE) return (int)syscall(SYS_clock_gettime, clock, place);
    place->tv_sec = now();
    place->tv_nsec = 0;
    return 0;
}
