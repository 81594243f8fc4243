dnl SPDX-License-Identifier: BSD-2-Clause
dnl What configure.ac asks of compiler, linker and C library, one macro a question.

# MDR_REPRODUCIBLE_DIST
# The same sources give the same tarball: fixed order, owner, mode and time (SOURCE_DATE_EPOCH, else
# the time of NEWS). Only where tar is GNU tar; elsewhere the plain way of Automake stays.
AC_DEFUN([MDR_REPRODUCIBLE_DIST], [
AC_CACHE_CHECK([whether tar can sort], [mdr_cv_tar_sort],
  [AS_IF([${TAR-tar} --sort=name --version >/dev/null 2>&1], [mdr_cv_tar_sort=yes], [mdr_cv_tar_sort=no])])
AS_IF([test "x$mdr_cv_tar_sort" = xyes],
  [am__tar='$${TAR-tar} --format=ustar --sort=name --owner=0 --group=0 --numeric-owner --mode=u+w,go-w,a+rX --mtime="@$${SOURCE_DATE_EPOCH:-`date -r $(srcdir)/NEWS +%s`}" -chf - "$$tardir"'])
])

# MDR_VISIBILITY
# Only what is declared MODORI_API leaves the library.
AC_DEFUN([MDR_VISIBILITY], [
AC_CACHE_CHECK([for -fvisibility=hidden], [mdr_cv_visibility],
  [mdr_save=$CFLAGS; CFLAGS="$CFLAGS -fvisibility=hidden -Werror"
   AC_COMPILE_IFELSE([AC_LANG_PROGRAM()], [mdr_cv_visibility=yes], [mdr_cv_visibility=no])
   CFLAGS=$mdr_save])
VISIBILITY_CFLAGS=
AS_IF([test "x$mdr_cv_visibility" = xyes], [VISIBILITY_CFLAGS=-fvisibility=hidden])
AC_SUBST([VISIBILITY_CFLAGS])
])

# MDR_VERSION_SCRIPT
AC_DEFUN([MDR_VERSION_SCRIPT], [
AC_CACHE_CHECK([whether the linker takes a version script], [mdr_cv_vscript],
  [mdr_save=$LDFLAGS; echo 'X { global: f; local: *; };' >conftest.map
   LDFLAGS="$LDFLAGS -shared -fPIC -Wl,--version-script,conftest.map"
   AC_LINK_IFELSE([AC_LANG_SOURCE([int f(void); int f(void) { return 1; }])],
     [mdr_cv_vscript=yes], [mdr_cv_vscript=no])
   LDFLAGS=$mdr_save; rm -f conftest.map])
AM_CONDITIONAL([HAVE_VSCRIPT], [test "x$mdr_cv_vscript" = xyes])
])

# MDR_ICONV
# Charsets by the C library's own iconv; another library is not asked for.
AC_DEFUN([MDR_ICONV], [
AC_ARG_WITH([iconv],
  [AS_HELP_STRING([--without-iconv], [do not convert charsets; texts are kept as bytes])],
  [], [with_iconv=auto])
have_iconv=no
AS_IF([test "x$with_iconv" != xno],
  [AC_CHECK_HEADER([iconv.h], [AC_CHECK_FUNC([iconv_open], [have_iconv=yes])])
   AS_IF([test "x$with_iconv" = xyes && test "x$have_iconv" = xno],
     [AC_MSG_ERROR([iconv is not in the C library])])])
AS_IF([test "x$have_iconv" = xyes], [AC_DEFINE([HAVE_ICONV], [1], [the C library has iconv])])
])

# MDR_WARNINGS
# For those who work on modori: many warnings, and none is let through.
AC_DEFUN([MDR_WARNINGS], [
AC_ARG_ENABLE([warnings],
  [AS_HELP_STRING([--enable-warnings], [C11 without extensions; many warnings, all of them errors])],
  [], [enable_warnings=no])
WARNING_CFLAGS=
AS_IF([test "x$enable_warnings" = xyes],
  [mdr_warnings="-Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wstrict-prototypes -Wmissing-prototypes"
   mdr_warnings="$mdr_warnings -Wcast-qual -Wwrite-strings -Wpointer-arith -Wundef -Wvla -Wformat=2"
   mdr_warnings="$mdr_warnings -Wredundant-decls -Wold-style-definition -Wcast-align -Walloca"
   mdr_warnings="$mdr_warnings -Wlogical-op -Wduplicated-cond -Wjump-misses-init -Wimplicit-fallthrough"
   WARNING_CFLAGS="-std=c11"
   mdr_save=$CFLAGS
   for mdr_flag in $mdr_warnings; do
     CFLAGS="$mdr_save $WARNING_CFLAGS $mdr_flag -Werror"
     AC_COMPILE_IFELSE([AC_LANG_SOURCE([int f(void); int f(void) { return 1; }])],
       [WARNING_CFLAGS="$WARNING_CFLAGS $mdr_flag"])
   done
   CFLAGS=$mdr_save
   WARNING_CFLAGS="$WARNING_CFLAGS -Werror"])
AC_SUBST([WARNING_CFLAGS])
])

# MDR_FUZZING
# Instruments everything for libFuzzer; wants clang. LIB_FUZZING_ENGINE names another engine.
AC_DEFUN([MDR_FUZZING], [
AC_ARG_ENABLE([fuzzing],
  [AS_HELP_STRING([--enable-fuzzing], [build the fuzzers in fuzz/ (clang)])], [], [enable_fuzzing=no])
AC_ARG_VAR([LIB_FUZZING_ENGINE], [flag or library that brings a fuzzer's main (-fsanitize=fuzzer)])
FUZZING_CFLAGS=
AS_IF([test "x$enable_fuzzing" = xyes],
  [FUZZING_CFLAGS="-g -O1 -fno-omit-frame-pointer -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all -DFUZZING_BUILD_MODE_UNSAFE_FOR_PRODUCTION"
   AS_IF([test "x$LIB_FUZZING_ENGINE" = x], [LIB_FUZZING_ENGINE=-fsanitize=fuzzer])
   mdr_save=$CFLAGS; CFLAGS="$CFLAGS $FUZZING_CFLAGS"
   AC_LINK_IFELSE([AC_LANG_PROGRAM()], [],
     [AC_MSG_ERROR([--enable-fuzzing wants clang with libFuzzer (CC=clang)])])
   CFLAGS=$mdr_save])
AC_SUBST([FUZZING_CFLAGS])
AM_CONDITIONAL([ENABLE_FUZZING], [test "x$enable_fuzzing" = xyes])
])
