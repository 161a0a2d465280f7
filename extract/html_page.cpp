// Parses with gumbo into an arena, so that a hostile page can neither exhaust memory nor overflow the stack:
// nesting is counted before parsing, the arena has a budget, and every walk over the tree is a loop.
#include <banggiao/extract/html_page.h>

#include <gumbo.h>

#include <algorithm>
#include <array>
#include <csetjmp>
#include <cstdlib>
#include <cstring>
#include <memory>

namespace banggiao::extract {
namespace {

constexpr std::size_t longest_page = std::size_t{16} << 20; // bytes
constexpr std::size_t deepest_nesting = 1000;               // elements that are open at once

/// Memory that is freed all at once. When the budget is spent it jumps back to the parse: gumbo is C and
/// cannot be told otherwise.
struct Arena {
    static constexpr std::size_t block_size = std::size_t{1} << 20;
    std::vector<std::unique_ptr<std::byte[]>> blocks;
    std::size_t used = block_size;
    std::size_t budget = 0;
    std::jmp_buf exhausted;

    void* take(std::size_t size) {
        size = (size + 15) / 16 * 16;
        if (size > budget) std::longjmp(exhausted, 1);
        budget -= size;
        if (size > block_size) {
            blocks.insert(blocks.begin(), std::make_unique_for_overwrite<std::byte[]>(size));
            return blocks.front().get();
        }
        if (used + size > block_size) {
            blocks.push_back(std::make_unique_for_overwrite<std::byte[]>(block_size));
            used = 0;
        }
        void* result = blocks.back().get() + used;
        used += size;
        return result;
    }
};

void* take(void* arena, std::size_t size) {
    return static_cast<Arena*>(arena)->take(size);
}
void give_back(void*, void*) {}

/// Null if the budget was spent. No object with a destructor lives in the frames between setjmp and longjmp.
GumboOutput* parse_into(Arena& arena, std::string_view text) {
    GumboOptions options = kGumboDefaultOptions;
    options.allocator = take;
    options.deallocator = give_back;
    options.userdata = &arena;
    options.max_errors = 0;
    if (setjmp(arena.exhausted) != 0) return nullptr;
    return gumbo_parse_with_options(&options, text.data(), text.size());
}

template <std::size_t n>
bool is_one_of(std::string_view name, const std::array<std::string_view, n>& names) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

constexpr auto unclosed_tags = std::to_array<std::string_view>(
    {"area", "base",  "br",     "col",   "embed", "hr",    "img",    "input", "link",
     "meta", "param", "source", "track", "wbr",   "p",     "li",     "td",    "tr",
     "th",   "dt",    "dd",     "thead", "tbody", "tfoot", "option", "html"});

/// How deep tags are open at most, by counting alone.
std::size_t nesting(std::string_view text) {
    std::size_t depth = 0, deepest = 0;
    for (std::size_t at = text.find('<'); at != text.npos; at = text.find('<', at + 1)) {
        const bool closes = at + 1 < text.size() && text[at + 1] == '/';
        const std::size_t begin = at + (closes ? 2 : 1);
        std::size_t end = begin;
        std::string name;
        while (end < text.size() && end - begin < 12 && std::isalnum(static_cast<unsigned char>(text[end])))
            name += static_cast<char>(std::tolower(static_cast<unsigned char>(text[end++])));
        if (name.empty() || is_one_of(name, unclosed_tags)) continue;
        if (closes)
            depth -= depth > 0;
        else
            deepest = std::max(deepest, ++depth);
    }
    return deepest;
}

std::string lower(std::string_view text) {
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return result;
}

std::string_view attribute(const GumboNode* node, const char* name) {
    const GumboAttribute* found = gumbo_get_attribute(&node->v.element.attributes, name);
    return found ? std::string_view(found->value) : std::string_view();
}

bool is_element(const GumboNode* node) {
    return node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE;
}

bool is_inline(GumboTag tag) {
    switch (tag) {
    case GUMBO_TAG_A:
    case GUMBO_TAG_B:
    case GUMBO_TAG_STRONG:
    case GUMBO_TAG_EM:
    case GUMBO_TAG_I:
    case GUMBO_TAG_U:
    case GUMBO_TAG_SPAN:
    case GUMBO_TAG_FONT:
    case GUMBO_TAG_SMALL:
    case GUMBO_TAG_SUB:
    case GUMBO_TAG_SUP:
    case GUMBO_TAG_ABBR:
    case GUMBO_TAG_CITE:
    case GUMBO_TAG_MARK:
    case GUMBO_TAG_TIME:
    case GUMBO_TAG_LABEL:
    case GUMBO_TAG_Q:
    case GUMBO_TAG_S:
    case GUMBO_TAG_BIG:
    case GUMBO_TAG_CODE:
        return true;
    default:
        return false;
    }
}

bool holds_no_text(GumboTag tag) {
    switch (tag) {
    case GUMBO_TAG_SCRIPT:
    case GUMBO_TAG_STYLE:
    case GUMBO_TAG_NOSCRIPT:
    case GUMBO_TAG_TEMPLATE:
    case GUMBO_TAG_IFRAME:
    case GUMBO_TAG_SELECT:
    case GUMBO_TAG_BUTTON:
    case GUMBO_TAG_TEXTAREA:
    case GUMBO_TAG_SVG:
    case GUMBO_TAG_VIDEO:
    case GUMBO_TAG_AUDIO:
    case GUMBO_TAG_OBJECT:
    case GUMBO_TAG_TITLE:
        return true;
    default:
        return false;
    }
}

std::string names_of(const GumboNode* node) {
    return ' ' + lower(attribute(node, "class")) + ' ' + lower(attribute(node, "id")) + ' ' +
           lower(attribute(node, "type")) + ' ';
}

std::string text_of_children(const GumboNode* node) {
    std::string text;
    const GumboVector& children = node->v.element.children;
    for (unsigned i = 0; i < children.length; ++i) {
        const auto* child = static_cast<const GumboNode*>(children.data[i]);
        if (child->type == GUMBO_NODE_TEXT || child->type == GUMBO_NODE_CDATA) text += child->v.text.text;
    }
    return text;
}

class Builder {
  public:
    explicit Builder(Page& page) : page_(page) {}

    void run(const GumboNode* root) {
        std::vector<Step> stack{{root, no_element, 0}};
        while (!stack.empty()) {
            Step& step = stack.back();
            if (step.next == 0) step.element = enter(step.node, step.element);
            const GumboVector* children = open_children(step.node);
            if (!children || step.next >= children->length) {
                leave(step.node);
                stack.pop_back();
                continue;
            }
            const auto* child = static_cast<const GumboNode*>(children->data[step.next++]);
            if (is_element(child))
                stack.push_back({child, step.element, 0});
            else if (child->type != GUMBO_NODE_COMMENT)
                add_text(child->v.text.text);
        }
        flush();
    }

  private:
    struct Step {
        const GumboNode* node;
        std::size_t element; ///< its parent's number until it is entered, then its own
        unsigned next;       ///< child
    };

    static const GumboVector* open_children(const GumboNode* node) {
        return holds_no_text(node->v.element.tag) ? nullptr : &node->v.element.children;
    }

    std::size_t enter(const GumboNode* node, std::size_t parent) {
        const GumboTag tag = node->v.element.tag;
        read_metadata(node, tag);
        if (tag == GUMBO_TAG_IMG || tag == GUMBO_TAG_VIDEO) image_ = true;
        if (tag == GUMBO_TAG_A) ++links_;
        if (tag == GUMBO_TAG_EM || tag == GUMBO_TAG_I) ++slants_;
        if (is_inline(tag)) {
            names_ += names_of(node);
            return parent;
        }
        flush();
        if (tag == GUMBO_TAG_BR) return parent;
        page_.elements.push_back({parent, gumbo_normalized_tagname(tag), names_of(node),
                                  std::string(attribute(node, "itemprop"))});
        block_element_ = page_.elements.size() - 1;
        return block_element_;
    }

    void leave(const GumboNode* node) {
        const GumboTag tag = node->v.element.tag;
        if (tag == GUMBO_TAG_A) --links_;
        if (tag == GUMBO_TAG_EM || tag == GUMBO_TAG_I) --slants_;
        if (is_inline(tag) || tag == GUMBO_TAG_BR) return;
        flush();
        const std::size_t parent = page_.elements[block_element_].parent;
        block_element_ = parent == no_element ? 0 : parent;
    }

    void read_metadata(const GumboNode* node, GumboTag tag) {
        if (tag == GUMBO_TAG_TITLE && page_.title.empty()) page_.title = text_of_children(node);
        if (tag == GUMBO_TAG_TIME && !attribute(node, "datetime").empty())
            page_.times.emplace_back(attribute(node, "datetime"));
        if (tag == GUMBO_TAG_SCRIPT && lower(attribute(node, "type")) == "application/ld+json")
            page_.json_ld.push_back(text_of_children(node));
        if (tag == GUMBO_TAG_LINK && lower(attribute(node, "rel")) == "canonical")
            page_.canonical = attribute(node, "href");
        if (lower(attribute(node, "itemprop")) == "datepublished")
            page_.meta.emplace("datepublished", text_of_children(node));
        if (const std::string_view content = attribute(node, "content"); !content.empty())
            for (const char* key : {"property", "name", "itemprop"})
                if (const std::string_view name = attribute(node, key); !name.empty())
                    page_.meta.emplace(lower(name), content);
    }

    void add_text(std::string_view text) {
        for (std::size_t i = 0; i < text.size(); ++i) {
            const bool wide_space = text.substr(i, 2) == "\xC2\xA0"; // no-break space
            const bool soft = text.substr(i, 2) == "\xC2\xAD" || text.substr(i, 3) == "\xE2\x80\x8B";
            if (soft) {
                i += text[i] == '\xC2' ? 1 : 2;
            } else if (wide_space || std::isspace(static_cast<unsigned char>(text[i]))) {
                i += wide_space;
                if (!text_.empty() && text_.back() != ' ') text_ += ' ';
            } else {
                text_ += text[i];
                linked_ += links_ > 0;
                slanted_ += slants_ > 0;
            }
        }
    }

    void flush() {
        while (!text_.empty() && text_.back() == ' ') text_.pop_back();
        if (!text_.empty()) {
            page_.blocks.push_back(
                {std::move(text_), block_element_, linked_, slanted_, std::move(names_), image_});
            image_ = false;
        }
        text_.clear();
        names_.clear();
        linked_ = slanted_ = 0;
    }

    Page& page_;
    std::string text_, names_;
    std::size_t block_element_ = 0, linked_ = 0, slanted_ = 0;
    int links_ = 0, slants_ = 0;
    bool image_ = false;
};

Error hostile(const char* why) {
    return {ErrorKind::limit, why, "", "give the article's text as .txt"};
}

} // namespace

Result<Page> parse_page(std::string_view nfc_text) {
    if (nfc_text.size() > longest_page) return hostile("the page is longer than 16 MB");
    if (nesting(nfc_text) > deepest_nesting)
        return hostile("the page opens more than 1,000 elements without closing them");
    Arena arena;
    arena.budget = (std::size_t{64} << 20) + 64 * nfc_text.size();
    const GumboOutput* output = parse_into(arena, nfc_text);
    if (!output) return hostile("the page's elements multiply without end");
    Page page;
    Builder(page).run(output->root);
    return page;
}

} // namespace banggiao::extract
