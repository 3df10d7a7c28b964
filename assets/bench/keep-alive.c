/* The reference model of a function platform as a tight loop that keeps only counters: what `strata bench` is measured
 * against where a C compiler is present. Poisson arrivals, exponential warm and cold times, the newest idle instance
 * first, a fixed keep-alive. An instance is one number, the instant at which it is free; those that idled too long are
 * found when they are looked at.
 * usage: keep-alive REQUESTS RATE WARM COLD KEEPALIVE SEED   prints: nanoseconds of processor time a request, cold
 * starts, rejections, mean running, mean lifespan
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define MOST 1000
static uint64_t state[4];

static inline uint64_t rotate(uint64_t x, int k) { return (x << k) | (x >> (64 - k)); }

static inline uint64_t next_word(void) {
  const uint64_t result = rotate(state[0] + state[3], 23) + state[0], t = state[1] << 17;
  state[2] ^= state[0];
  state[3] ^= state[1];
  state[1] ^= state[2];
  state[0] ^= state[3];
  state[2] ^= t;
  state[3] = rotate(state[3], 45);
  return result;
}

static inline double exponential(void) { return -log(((next_word() >> 11) + 1) * 0x1p-53); }

int main(int count, char **argument) {
  if (count != 7) return 2;
  const uint64_t requests = strtoull(argument[1], 0, 10);
  const double gap = 1 / atof(argument[2]), warm = atof(argument[3]), cold = atof(argument[4]);
  const double keep = atof(argument[5]);
  uint64_t seed = strtoull(argument[6], 0, 10);
  for (int i = 0; i < 4; i++) {
    uint64_t z = (seed += 0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    state[i] = z ^ (z >> 27);
  }
  static double free_at[MOST], born_at[MOST];
  int alive = 0;
  uint64_t colds = 0, rejected = 0, expired = 0;
  double now = 0, busy = 0, lived = 0;
  struct timespec began, ended;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &began);
  for (uint64_t i = 0; i < requests; i++) {
    now += exponential() * gap;
    int at = alive - 1;
    for (; at >= 0; at--) {
      if (free_at[at] > now) continue;
      if (free_at[at] + keep >= now) break;
      lived += free_at[at] + keep - born_at[at];
      expired++;
      alive--;
      memmove(free_at + at, free_at + at + 1, (size_t)(alive - at) * sizeof(double));
      memmove(born_at + at, born_at + at + 1, (size_t)(alive - at) * sizeof(double));
    }
    double took;
    if (at >= 0) took = exponential() * warm;
    else if (alive < MOST) {
      at = alive++;
      born_at[at] = now;
      colds++;
      took = exponential() * cold;
    } else {
      rejected++;
      continue;
    }
    free_at[at] = now + took;
    busy += took;
  }
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &ended);
  const double nanos = (ended.tv_sec - began.tv_sec) * 1e9 + (ended.tv_nsec - began.tv_nsec);
  printf("%.3f %llu %llu %.6f %.3f\n", nanos / requests, (unsigned long long)colds, (unsigned long long)rejected,
         busy / now, lived / expired);
  return 0;
}
