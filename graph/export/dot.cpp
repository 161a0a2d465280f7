#include <banggiao/graph/export/dot.h>
