// Takes a query. Hands its rows to a person or a program.
#include <banggiao/tools/asking.h>
#include <banggiao/tools/command.h>
#include <banggiao/tools/console.h>
#include <banggiao/tools/output.h>
#include <banggiao/tools/wording.h>

#include <algorithm>
#include <iostream>

namespace banggiao::tools {

namespace {

/// What may be the reason that nothing was found, in no row or in a column.
void print_notes(const query::PreparedQuery& prepared, const std::string& language) {
    for (const query::QueryError& warning : prepared.warnings()) {
        const std::string hint = warning.hint.empty() ? "" : "; " + in_language(warning.hint, language);
        std::cerr << in_language("note: " + warning.message, language) << hint << '\n';
    }
}

} // namespace

int ask_and_write(const query::Engine& engine, const Asking& asking, std::ostream& out) {
    const auto prepared = engine.prepare(asking.text);
    if (!prepared) return fail(prepared.error(), asking.text);
    auto cursor = prepared->run(asking.parameters, asking.limits);
    if (!cursor) return fail(cursor.error(), asking.text);
    const auto writer =
        make_row_writer(asking.format, out, engine.view(), cursor->columns(), asking.language);
    std::vector<bool> found(cursor->columns().size());
    for (;;) {
        const auto row = cursor->next();
        if (!row) return fail(row.error(), asking.text);
        if (!*row) break;
        writer->row(**row);
        for (std::size_t i = 0; i < found.size(); ++i) found[i] = found[i] || !(**row)[i].is_null();
    }
    if (const Status done = writer->finish(); !done) return fail(done.error());
    // Writers read names and properties after the last row, of which the cursor knows nothing.
    if (const Status sound = engine.view().frozen().status(); !sound) return fail(sound.error());
    if (std::find(found.begin(), found.end(), false) != found.end()) print_notes(*prepared, asking.language);
    std::cerr << cursor->profile();
    return exit_ok;
}

} // namespace banggiao::tools
