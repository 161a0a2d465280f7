# Scenarios of our own, in the kit's form: what the runner must be able to judge without the kit.
Feature: Own

  Background:
    Given any graph

  Scenario: [1] A result in any order
    Given an empty graph
    And having executed:
      """
      CREATE (:A {num: 1})-[:R {on: '2023-03-24'}]->(:B:C {name: 'x\'y'}), (:A {num: 2})
      """
    When executing query:
      """
      MATCH (n) OPTIONAL MATCH p = (n)-[r]->() RETURN n, r, p
      """
    Then the result should be, in any order:
      | n                      | r                       | p                                                                |
      | (:A {num: 2})          | null                    | null                                                             |
      | (:A {num: 1})          | [:R {on: '2023-03-24'}] | <(:A {num: 1})-[:R {on: '2023-03-24'}]->(:C:B {name: 'x\\'y'})>  |
      | (:B:C {name: 'x\\'y'}) | null                    | null                                                             |
    And no side effects

  Scenario: [2] A result in order, lists without order
    When executing query:
      """
      UNWIND [2, 1] AS x RETURN x, [x, 'b', 1.5] AS l
      """
    Then the result should be, in order (ignoring element order for lists):
      | x | l             |
      | 2 | ['b', 2, 1.5] |
      | 1 | [1.5, 'b', 1] |

  Scenario: [3] Nothing
    When executing query:
      """
      UNWIND [] AS x RETURN x
      """
    Then the result should be empty

  Scenario: [4] Side effects and a control query
    When executing query:
      """
      CREATE (:A:B {num: 1})-[:R]->(:A)
      """
    Then the result should be empty
    And the side effects should be:
      | +nodes         | 2 |
      | +relationships | 1 |
      | +labels        | 2 |
      | +properties    | 1 |
    When executing control query:
      """
      MATCH (n) RETURN count(n) AS c
      """
    Then the result should be, in any order:
      | c |
      | 2 |

  Scenario: [5] Parameters
    And parameters are:
      | list | [1, {a: 'b'}, null, NaN] |
    When executing query:
      """
      RETURN $list AS l
      """
    Then the result should be, in any order:
      | l                        |
      | [1, {a: 'b'}, null, NaN] |

  Scenario Outline: [6] Errors <detail>
    When executing query:
      """
      RETURN <expression> AS x
      """
    Then a <type> should be raised at <phase>: <detail>

    Examples:
      | expression   | type        | phase        | detail                        |
      | y            | SyntaxError | compile time | UndefinedVariable             |
      | toInteger([]) | TypeError  | runtime      | InvalidArgumentValue          |
      | toInteger([]) | TypeError  | any time     | *                             |
