// Takes sizes. Hands out memory of mimalloc's, and std::bad_alloc where there is none: its own operator new,
// built as C, would abort. What is here goes back by its operator delete.
#include <mimalloc.h>

#include <new>

void* operator new(std::size_t bytes) {
    if (void* const place = mi_malloc(bytes)) return place;
    throw std::bad_alloc();
}

void* operator new[](std::size_t bytes) {
    return operator new(bytes);
}

void* operator new(std::size_t bytes, std::align_val_t alignment) {
    if (void* const place = mi_malloc_aligned(bytes, static_cast<std::size_t>(alignment))) return place;
    throw std::bad_alloc();
}

void* operator new[](std::size_t bytes, std::align_val_t alignment) {
    return operator new(bytes, alignment);
}
