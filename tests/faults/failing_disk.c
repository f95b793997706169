/* A disk that fails as it is told, for the program it is preloaded into; see failing_disk.py.
 *
 * Rules are lines "CALL SUFFIX EFFECT FIRST TIMES" of the file FAULTY_DISK, read anew whenever it
 * changes: on files whose path ends in SUFFIX, the FIRST matching call and TIMES after it (0: all)
 * have this EFFECT. CALL is write, sync, truncate or any. EFFECT is eio, enospc, kill (before the
 * call is made) or torn (half of a write is made, then kill).
 *
 * What succeeds is appended to the file FAULTY_DISK_TRACE: call (1 byte), length of the path (2),
 * offset (8), length of the data (4), path, data; and an f for what was made to fail.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#define RULES 8
#define TEXT 1024

struct rule {
  char call[16], suffix[256], effect[16];
  long first, times, seen;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct rule rules[RULES];
static int count;
static char loaded[TEXT];

static void load(void) {
  const char *path = getenv("FAULTY_DISK");
  char text[TEXT] = "";
  int file = path ? (int)syscall(SYS_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC) : -1;
  if (file >= 0) {
    long size = syscall(SYS_read, file, text, TEXT - 1);
    text[size > 0 ? size : 0] = 0;
    syscall(SYS_close, file);
  }
  if (!strcmp(text, loaded)) return;
  strcpy(loaded, text);
  count = 0;
  for (char *line = strtok(text, "\n"); line && count < RULES; line = strtok(NULL, "\n")) {
    struct rule *each = &rules[count];
    each->seen = 0;
    if (sscanf(line, "%15s %255s %15s %ld %ld", each->call, each->suffix, each->effect,
               &each->first, &each->times) == 5)
      count++;
  }
}

static int ends_with(const char *path, const char *suffix) {
  size_t long_ = strlen(path), short_ = strlen(suffix);
  return long_ >= short_ && !strcmp(path + long_ - short_, suffix);
}

static void path_of(int file, char *path, size_t size) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t length = readlink(link, path, size - 1);
  path[length > 0 ? length : 0] = 0;
}

/* The effect that this call is to have, or "". */
static const char *effect_on(const char *call, const char *path) {
  for (int i = 0; i < count; i++) {
    struct rule *each = &rules[i];
    if (strcmp(each->call, call) && strcmp(each->call, "any")) continue;
    if (!ends_with(path, each->suffix)) continue;
    each->seen++;
    if (each->seen >= each->first && (!each->times || each->seen < each->first + each->times))
      return each->effect;
  }
  return "";
}

static void trace(char call, const char *path, uint64_t offset, const void *data, uint32_t size) {
  const char *to = getenv("FAULTY_DISK_TRACE");
  if (!to || (!strstr(path, ".db"))) return;
  int file = (int)syscall(SYS_openat, AT_FDCWD, to, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (file < 0) return;
  uint16_t length = (uint16_t)strlen(path);
  char head[15];
  head[0] = call;
  memcpy(head + 1, &length, 2);
  memcpy(head + 3, &offset, 8);
  memcpy(head + 11, &size, 4);
  syscall(SYS_write, file, head, sizeof head);
  syscall(SYS_write, file, path, (size_t)length);
  if (size) syscall(SYS_write, file, data, (size_t)size);
  syscall(SYS_close, file);
}

/* Returns 0 to go on, or an errno; does not return when the program is to die. */
static int before(const char *call, const char *path, int file, const void *data, size_t size,
                  off_t offset) {
  load();
  const char *effect = effect_on(call, path);
  if (!strcmp(effect, "eio")) return EIO;
  if (!strcmp(effect, "enospc")) return ENOSPC;
  if (!strcmp(effect, "torn") && data) syscall(SYS_pwrite64, file, data, size / 2, offset);
  if (*effect) kill(getpid(), SIGKILL);
  return 0;
}

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

#define GUARDED(call, letter, file, data, size, offset, result_type, made)           \
  char path[512];                                                                    \
  path_of(file, path, sizeof path);                                                  \
  if (!strstr(path, ".db")) return made;                                             \
  pthread_mutex_lock(&lock);                                                         \
  int error = before(call, path, file, data, size, offset);                          \
  result_type result = -1;                                                           \
  if (error) {                                                                       \
    trace('f', path, 0, NULL, 0);                                                    \
  } else {                                                                           \
    result = made;                                                                   \
    error = errno;                                                                   \
    if (result >= 0) trace(letter, path, (uint64_t)(offset), data, (uint32_t)(size)); \
  }                                                                                  \
  pthread_mutex_unlock(&lock);                                                       \
  errno = error;                                                                     \
  return result

ssize_t pwrite64(int file, const void *data, size_t size, off64_t offset) {
  GUARDED("write", 'w', file, data, size, offset, ssize_t, NEXT(pwrite64)(file, data, size, offset));
}

ssize_t pwrite(int file, const void *data, size_t size, off_t offset) {
  GUARDED("write", 'w', file, data, size, offset, ssize_t, NEXT(pwrite)(file, data, size, offset));
}

int ftruncate64(int file, off64_t length) {
  GUARDED("truncate", 't', file, NULL, 0, length, int, NEXT(ftruncate64)(file, length));
}

int ftruncate(int file, off_t length) {
  GUARDED("truncate", 't', file, NULL, 0, length, int, NEXT(ftruncate)(file, length));
}

int fdatasync(int file) {
  GUARDED("sync", 's', file, NULL, 0, 0, int, NEXT(fdatasync)(file));
}

int fsync(int file) {
  GUARDED("sync", 's', file, NULL, 0, 0, int, NEXT(fsync)(file));
}

/* Never made to fail: only noted, since a journal that is gone must not come back. */
int unlink(const char *name) {
  int result = NEXT(unlink)(name);
  int error = errno;
  pthread_mutex_lock(&lock);
  if (!result) trace('u', name, 0, NULL, 0);
  pthread_mutex_unlock(&lock);
  errno = error;
  return result;
}
