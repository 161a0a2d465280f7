// Takes the text of a web page. Hands out what reading it needs: elements in document order, the blocks of
// text in them, and the page's own statements about itself (JSON-LD, OpenGraph, <time>). html.cpp chooses the
// article from it.
#pragma once

#include <banggiao/graph/result.h>

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace banggiao::extract {

inline constexpr std::size_t no_element = ~std::size_t{0};

struct PageElement {
    std::size_t parent = no_element; ///< always before the element
    std::string tag;
    std::string names; ///< class, id and type, in small letters, a space before, between and after
    std::string itemprop;
};

/// A run of text between the edges of block elements and line breaks.
struct PageBlock {
    std::string text;         ///< white space collapsed
    std::size_t element = 0;  ///< innermost block element around it
    std::size_t linked = 0;   ///< bytes of the text inside links
    std::size_t slanted = 0;  ///< bytes inside em, i
    std::string names;        ///< class and id of the inline elements in it, as an element's
    bool after_image = false; ///< a picture stands between the block before and this one
};

struct Page {
    std::vector<PageElement> elements;
    std::vector<PageBlock> blocks;
    std::string title;                            ///< of <title>
    std::multimap<std::string, std::string> meta; ///< property, name or itemprop in small letters → content
    std::vector<std::string> json_ld;
    std::vector<std::string> times; ///< <time datetime>, in order
    std::string canonical;          ///< <link rel=canonical>
};

/// `limit` if the page is too long or nests too deep to be a page people read. Linear.
Result<Page> parse_page(std::string_view nfc_text);

} // namespace banggiao::extract
