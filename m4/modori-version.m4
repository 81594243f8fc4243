dnl SPDX-License-Identifier: BSD-2-Clause
dnl The version of the package, and the libtool triple of the library. Rules for the triple at a release:
dnl 1. the source changed at all: revision + 1
dnl 2. interfaces were added, removed or changed: current + 1, revision 0
dnl 3. interfaces were added only: age + 1
dnl 4. interfaces were removed or changed: age 0 (and a new soname: not in the life of version 1)
m4_define([MODORI_MAJOR], [0])
m4_define([MODORI_MINOR], [1])
m4_define([MODORI_PATCH], [0])
m4_define([MODORI_VERSION], MODORI_MAJOR.MODORI_MINOR.MODORI_PATCH)
m4_define([MODORI_TRIPLE], [0:0:0])
