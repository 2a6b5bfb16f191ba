// jobpoll: the implementation of `parse_contract`, which includes Boost.JSON.
#ifndef JOBPOLL_READING_CONTRACT_DOCUMENT_IPP
#define JOBPOLL_READING_CONTRACT_DOCUMENT_IPP

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <boost/json/basic_parser_impl.hpp>
#include <boost/system/error_code.hpp>

#include <jobpoll/base/attributes.hpp>
#include <jobpoll/base/same_text.hpp>
#include <jobpoll/reading/contract_checks.hpp>
#include <jobpoll/reading/contract_compile.hpp>
#include <jobpoll/reading/contract_document.hpp>
#include <jobpoll/reading/contract_walker.hpp>
#include <jobpoll/reading/parser_errors.ipp>
#include <jobpoll/reading/syntax.hpp>

namespace jobpoll::inline v0 {

namespace detail {

/// Why a text is no document of contracts, where it is no JSON.
[[nodiscard]] inline std::string_view why_it_is_no_json(std::string_view text, std::size_t at,
                                                        parser_stop stop) noexcept {
    if (begins_with(text, byte_order_mark)) return "the text begins with a byte order mark: save it without";
    switch (name_syntax_error(text, at, stop).rule) {
    case rule::trailing_bytes:
        return "the text goes on after the end of the document";
    case rule::empty_body:
    case rule::truncated:
        return "the text ends before the document does";
    case rule::depth:
        return "the document is nested more than 32 deep";
    case rule::compressed:
        return "the text is compressed";
    case rule::encoding:
        return "the text is UTF-16 or UTF-32: save it as UTF-8";
    case rule::unicode:
        return "the text is no Unicode from here on: a byte that is no UTF-8, or half of a surrogate pair";
    default:
        return "the text is no JSON from here on";
    }
}

/// Fills the drafts; false where the text is no JSON.
inline bool read_drafts(std::string_view text, contract_drafts& drafts) {
    boost::json::basic_parser<contract_walker> parser{boost::json::parse_options{}, drafts};
    boost::system::error_code error;
    const std::size_t read = parser.write_some(false, text.data(), text.size(), error);
    if (!error && read == text.size()) return true;
    // What was found before the text went wrong may be a consequence of it.
    drafts.problems.clear();
    drafts.add({{.what = document_problem::not_json,
                 .sentence = std::string{why_it_is_no_json(text, read, why_it_stopped(error))},
                 .offset = read}});
    return false;
}

/// The problems with the names of their contracts.
[[nodiscard]] inline std::vector<contract_problem> take_problems(contract_drafts& drafts) {
    std::vector<contract_problem> made;
    made.reserve(drafts.problems.size());
    for (noted_problem& one : drafts.problems) {
        if (one.contract < drafts.contracts.size())
            one.told.contract = drafts.contracts[one.contract].rows.name;
        made.push_back(std::move(one.told));
    }
    return made;
}

} // namespace detail

JOBPOLL_INLINE contract_or_problems parse_contract(std::string_view text,
                                                   std::span<const endpoint* const> known) {
    contract_or_problems made;
    detail::contract_drafts drafts;
    if (detail::read_drafts(text, drafts)) {
        if (drafts.is_array && drafts.contracts.empty() && drafts.problems.empty())
            drafts.add({{.what = document_problem::bad_value, .sentence = "the document has no contract"}});
        detail::validate_names(drafts, known);
        detail::validate_drafts(drafts, known);
    }
    std::vector<endpoint> endpoints;
    if (drafts.problems.empty()) endpoints = detail::compile_drafts(drafts, known);
    made.problems_ = detail::take_problems(drafts);
    if (!made.problems_.empty()) return made;

    made.owned_ = std::make_unique<contract_or_problems::content>();
    made.owned_->endpoints = std::move(endpoints);
    for (std::size_t i = drafts.contracts.size(); i-- > 0;)
        if (!detail::is_error_body(drafts, drafts.contracts[i].rows)) made.owned_->first_of_jobs = i;
    made.owned_->texts = std::move(drafts.texts);
    return made;
}

} // namespace jobpoll::inline v0

#endif
