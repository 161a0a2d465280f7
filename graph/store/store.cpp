#include <banggiao/graph/store/store.h>
