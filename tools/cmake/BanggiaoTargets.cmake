# Takes: the folders of the tree. Hands out: banggiao_library(), the include root, the installed package.

find_package(PkgConfig REQUIRED)
pkg_check_modules(ICU REQUIRED icu-uc>=72 icu-i18n>=72)
find_package(Boost 1.74 REQUIRED)
find_package(Threads REQUIRED)

# <banggiao/graph/…> inside the tree: links from an include root to the folders.
set(BANGGIAO_INCLUDE_ROOT "${PROJECT_BINARY_DIR}/include")
file(MAKE_DIRECTORY "${BANGGIAO_INCLUDE_ROOT}/banggiao")
foreach(folder graph extract query tools)
    file(CREATE_LINK "${PROJECT_SOURCE_DIR}/${folder}" "${BANGGIAO_INCLUDE_ROOT}/banggiao/${folder}" SYMBOLIC)
endforeach()

add_library(banggiao_warnings INTERFACE)
target_compile_options(banggiao_warnings INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wshadow)
# g++ 12 sees overlapping copies in plain string concatenation (GCC bug 105651).
target_compile_options(banggiao_warnings INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>)
if(BANGGIAO_DEVELOPER)
    target_compile_options(banggiao_warnings INTERFACE -Werror)
endif()
if(BANGGIAO_SANITIZE)
    add_compile_options(-fsanitize=${BANGGIAO_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    add_link_options(-fsanitize=${BANGGIAO_SANITIZE})
    if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
        add_compile_options(-fsanitize-ignorelist=${PROJECT_SOURCE_DIR}/tools/cmake/sanitizer-ignorelist.txt)
    endif()
endif()
if(BANGGIAO_FUZZERS) # the libraries too tell the fuzzer which of their branches it has reached
    add_compile_options(-fsanitize=fuzzer-no-link)
endif()

# banggiao_library(NAME FOLDER [SOURCES…]): target banggiao_NAME, alias banggiao::NAME, headers of FOLDER installed.
function(banggiao_library name folder)
    add_library(banggiao_${name} ${ARGN})
    add_library(banggiao::${name} ALIAS banggiao_${name})
    set_target_properties(banggiao_${name} PROPERTIES EXPORT_NAME ${name})
    target_include_directories(banggiao_${name} PUBLIC
        $<BUILD_INTERFACE:${BANGGIAO_INCLUDE_ROOT}> $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
    target_compile_features(banggiao_${name} PUBLIC cxx_std_20)
    target_link_libraries(banggiao_${name} PRIVATE $<BUILD_INTERFACE:banggiao_warnings>)
    install(TARGETS banggiao_${name} EXPORT banggiao-targets)
    file(GLOB headers CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/${folder}/*.h")
    install(FILES ${headers} DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/banggiao/${folder})
endfunction()

function(banggiao_install_package)
    include(CMakePackageConfigHelpers)
    install(EXPORT banggiao-targets NAMESPACE banggiao:: DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/banggiao)
    configure_package_config_file(${PROJECT_SOURCE_DIR}/tools/cmake/banggiao-config.cmake.in
        ${PROJECT_BINARY_DIR}/banggiao-config.cmake INSTALL_DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/banggiao)
    write_basic_package_version_file(${PROJECT_BINARY_DIR}/banggiao-config-version.cmake
        COMPATIBILITY SameMinorVersion)
    install(FILES ${PROJECT_BINARY_DIR}/banggiao-config.cmake ${PROJECT_BINARY_DIR}/banggiao-config-version.cmake
        DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/banggiao)
endfunction()
