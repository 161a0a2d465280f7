#include <banggiao/query/error.h>
