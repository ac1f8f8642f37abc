/*
 * What plain C needs for the work of the kernels: a snapshot by account, a breadth-first search, haircut in time order with
 * exact rounding. Usage: floor FILE COUNT ACCOUNTS REPEATS; the file holds COUNT payers (u32), payees (u32) and amounts
 * (u64, 8-byte aligned). Prints one line per kernel: name, median CPU seconds, answer.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { SEED_EVERY = 1000, MOST_REPEATS = 101 };
static const double SAMPLE_SECONDS = 0.05;

static uint32_t count, accounts, *payers, *payees;
static uint64_t *amounts;
static uint32_t *starts, *others, *rows, *queue;
static uint8_t *seen;
static struct { uint64_t balance, taint; } *pools;

static double now(void) {
	struct timespec t;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static uint64_t snapshot(void) {
	memset(starts, 0, (accounts + 2ul) * sizeof *starts);
	for (uint32_t i = 0; i < count; i++) starts[payers[i] + 2]++;
	for (uint32_t a = 2; a < accounts + 2; a++) starts[a] += starts[a - 1];
	for (uint32_t i = 0; i < count; i++) {
		uint32_t at = starts[payers[i] + 1]++;
		others[at] = payees[i];
		rows[at] = i;
	}
	return rows[count - 1];
}

static uint64_t reach(void) {
	uint32_t end = 1;
	memset(seen, 0, accounts);
	queue[0] = payers[0];
	seen[payers[0]] = 1;
	for (uint32_t next = 0; next < end; next++)
		for (uint32_t at = starts[queue[next]]; at < starts[queue[next] + 1]; at++)
			if (!seen[others[at]]) seen[others[at]] = 1, queue[end++] = others[at];
	return end;
}

static uint64_t haircut(void) {
	memset(pools, 0, accounts * sizeof *pools);
	for (uint32_t i = 0; i < count; i++) {
		uint64_t amount = amounts[i], balance = pools[payers[i]].balance, taint = pools[payers[i]].taint;
		if (balance < amount) balance = amount;
		uint64_t part = taint == 0 ? 0 : (uint64_t)((2 * (unsigned __int128)taint * amount + balance) / (2 * (unsigned __int128)balance));
		pools[payers[i]].balance = balance - amount;
		pools[payers[i]].taint = taint - part;
		pools[payees[i]].balance += amount;
		pools[payees[i]].taint += i % SEED_EVERY == 0 ? amount : part;
	}
	uint64_t sum = 0;
	for (uint32_t a = 0; a < accounts; a++) sum += pools[a].taint;
	return sum;
}

static int ascending(const void *a, const void *b) {
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

static void measure(const char *name, uint64_t (*kernel)(void), int repeats) {
	double seconds[MOST_REPEATS], start = now();
	uint64_t answer = kernel();
	double once = now() - start;
	int runs = once > 0 && once < SAMPLE_SECONDS ? (int)(SAMPLE_SECONDS / once) + 1 : 1;
	for (int k = 0; k < repeats; k++) {
		start = now();
		for (int run = 0; run < runs; run++) answer = kernel();
		seconds[k] = (now() - start) / runs;
	}
	qsort(seconds, (size_t)repeats, sizeof *seconds, ascending);
	printf("%s %.9f %llu\n", name, seconds[repeats / 2], (unsigned long long)answer);
}

static void *room(size_t bytes) {
	void *made = malloc(bytes);
	if (made == NULL) exit(2);
	return made;
}

int main(int argc, char **argv) {
	if (argc != 5) return 2;
	count = (uint32_t)strtoul(argv[2], NULL, 10);
	accounts = (uint32_t)strtoul(argv[3], NULL, 10);
	int repeats = atoi(argv[4]);
	if (repeats < 1 || repeats > MOST_REPEATS) return 2;
	payers = room(count * sizeof *payers);
	payees = room(count * sizeof *payees);
	amounts = room(count * sizeof *amounts);
	FILE *file = fopen(argv[1], "rb");
	if (file == NULL || fread(payers, sizeof *payers, count, file) != count ||
	    fread(payees, sizeof *payees, count, file) != count || fread(amounts, sizeof *amounts, count, file) != count)
		return 2;
	starts = room((accounts + 2ul) * sizeof *starts);
	others = room(count * sizeof *others);
	rows = room(count * sizeof *rows);
	queue = room(accounts * sizeof *queue);
	seen = room(accounts);
	pools = room(accounts * sizeof *pools);
	measure("snapshot", snapshot, repeats);
	measure("reach", reach, repeats);
	measure("haircut", haircut, repeats);
	return 0;
}
