// Takes articles. Hands out their facts. The whole line of extraction is readable in run_stages():
// analyse → find_entities → Scene → find_events → find_agreements → find_partnerships → facts_from.
#pragma once

#include <banggiao/extract/annotations.h>
#include <banggiao/extract/gazetteer.h>
#include <banggiao/extract/scene.h>
#include <banggiao/graph/facts.h>
#include <banggiao/graph/result.h>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace banggiao::extract {

inline constexpr std::string_view extractor_name = "banggiao-rules";
std::string_view extractor_version();

class Extractor {
  public:
    explicit Extractor(const Gazetteer& gazetteer = Gazetteer::built_in()) : gazetteer_(&gazetteer) {}

    /// REQUIRES: article.text is NFC. Pure: equal articles give equal facts. Linear in the length of the
    /// text, which becomes that of the facts. `unsupported` if the article is not in Vietnamese.
    Result<Facts> extract(Article article) const;

    /// The same of several, one result for each; some ten short ones together are read faster than one by one
    /// (7 % on a processor with 1 MB of second cache). Takes memory for all of them.
    std::vector<Result<Facts>> extract_all(std::vector<Article> articles) const;

  private:
    const Gazetteer* gazetteer_;
};

// The stages, each in a file of its own. Each adds to `annotations` and reads what those before it wrote.
void find_entities(const Document& document, const Gazetteer& gazetteer,
                   Annotations& annotations);                         // entities.cpp
void find_events(const Scene& scene, Annotations& annotations);       // events.cpp
void find_agreements(const Scene& scene, Annotations& annotations);   // agreements.cpp
void find_partnerships(const Scene& scene, Annotations& annotations); // partnerships.cpp
/// Node ids n1, n2 … in order of first mention; every mention and edge with its span and rule. The article's
/// text is left out.
Facts facts_from(const Document& document, const Annotations& annotations); // facts_from.cpp
/// All of it but the text.
Article without_text(const Article& article); // facts_from.cpp

} // namespace banggiao::extract
