// An invented vendor with the columns that the four vendors do not use.
#ifndef JOBPOLL_TESTS_SUPPORT_WORKSHOP_HPP
#define JOBPOLL_TESTS_SUPPORT_WORKSHOP_HPP

#include <jobpoll/endpoint.hpp>

namespace support {

using namespace jobpoll;

/// An order whose parts have the status, with conditions on elements and numbers in strings.
inline constexpr endpoint workshop = declare(declaration{
    .name = "workshop.order",
    .vendor = "Workshop",
    .source = "invented: a status of parts, conditions on elements, numbers in strings",
    .checked = "2026-11-26",
    .members =
        {{.at = "/id", .type = json_type::string, .role = role::id},
         {.at = "/when",
          .type = json_type::string,
          .role = role::finished,
          .format = format::unix_seconds,
          .blank = nulls::documented},
         {.at = "/parts", .type = json_type::array},
         {.at = "/parts/*", .type = json_type::object},
         {.at = "/parts/*/state",
          .type = json_type::string,
          .role = role::status,
          .fold = fold::all_finished},
         {.at = "/parts/*/made",
          .type = json_type::string,
          .role = role::completed,
          .format = format::decimal},
         {.at = "/parts/*/of", .type = json_type::integer, .role = role::total},
         {.at = "/parts/*/note", .type = json_type::string, .role = role::reason, .blank = nulls::documented},
         {.at = "/gates", .type = json_type::array},
         {.at = "/gates/*", .type = json_type::object},
         {.at = "/gates/*/kind", .type = json_type::string},
         {.at = "/gates/*/open", .type = json_type::boolean}},
    .words = {{"go", phase::running},
              {"ok", phase::finished, outcome::succeeded},
              {"cut", phase::finished, outcome::cancelled, match::prefix}},
    .refine = {{.when = {{"/gates/*/kind", test::equals, "customs"}, {"/gates/*/open", test::is_false}},
                .phase = phase::blocked}},
    .progress = {.unit = progress_unit::ratio, .parts = {role::completed}},
});

} // namespace support

#endif
