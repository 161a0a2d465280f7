// Takes nothing. Hands out Procedure: what CALL can name, given by who embeds the engine.
#pragma once

#include <banggiao/graph/result.h>
#include <banggiao/graph/value.h>
#include <banggiao/query/error.h>

#include <functional>
#include <span>
#include <string>
#include <vector>

namespace banggiao::query {

struct Procedure {
    struct Field {
        std::string name;
        std::string type; ///< "INTEGER", "FLOAT", "NUMBER", "STRING", "BOOLEAN", "LIST", "MAP", "ANY", …
    };
    std::string name; ///< `namespace.name`
    std::vector<Field> inputs;
    std::vector<Field> outputs;
    /// Rows of the outputs. A procedure without outputs passes every row on, whatever it gives.
    std::function<Result<std::vector<std::vector<Value>>, QueryError>(std::span<const Value> arguments)> call;
};

} // namespace banggiao::query
