#include <banggiao/extract/extractor.h>
