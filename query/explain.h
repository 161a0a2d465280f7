// Takes a plan, and what a run measured. Hands out the tree as text and as JSON.
#pragma once

#include <banggiao/query/execution.h>
#include <banggiao/query/plan.h>

#include <string>
#include <vector>

namespace banggiao::query {

/// One operator a line, inputs below and further in; `profile` may be empty.
std::string plan_text(const PhysicalPlan& plan, const std::vector<OperatorProfile>& profile);
std::string plan_json(const PhysicalPlan& plan, const std::vector<OperatorProfile>& profile);

/// The text, one row a line.
std::vector<Row> plan_rows(const PhysicalPlan& plan);

} // namespace banggiao::query
