# SPDX-License-Identifier: BSD-2-Clause
dist_man_MANS += docs/libmodori.3 docs/modori-verdict.7
if ENABLE_TOOLS
dist_man_MANS += docs/modori.1
else
EXTRA_DIST += docs/modori.1
endif
