# Takes: an executable. Hands out: the same, linked with archives in place of shared libraries where all of them
# have one, so that it starts in half the time: the loader finds and relocates two dozen libraries otherwise.
# Graphviz has no archives and stays shared, as does the C library.

# In the order the linker wants them: each before those it needs.
set(banggiao_archives xml2 edit gumbo sqlite3 icui18n icuuc icudata z lzma tinfo bsd md)

function(banggiao_link_archives target)
    set(folder "${PROJECT_BINARY_DIR}/archives") # holds archives alone, so the linker finds nothing else there
    file(MAKE_DIRECTORY "${folder}")
    foreach(name ${banggiao_archives})
        find_library(BANGGIAO_ARCHIVE_${name} lib${name}.a)
        mark_as_advanced(BANGGIAO_ARCHIVE_${name})
        if(NOT BANGGIAO_ARCHIVE_${name})
            message(STATUS "${target} is linked with shared libraries: lib${name}.a is not there")
            return()
        endif()
        file(CREATE_LINK "${BANGGIAO_ARCHIVE_${name}}" "${folder}/lib${name}.a" SYMBOLIC)
    endforeach()
    # No target_link_directories(): that would also make the folder one to look for shared libraries in at run time.
    target_link_options(${target} PRIVATE "-L${folder}" -static-libstdc++ -static-libgcc)
    list(TRANSFORM banggiao_archives PREPEND "-l")
    list(JOIN banggiao_archives " " all)
    set(CMAKE_CXX_STANDARD_LIBRARIES "${CMAKE_CXX_STANDARD_LIBRARIES} ${all}" PARENT_SCOPE) # ends the line
endfunction()
