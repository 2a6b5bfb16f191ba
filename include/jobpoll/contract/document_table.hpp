// jobpoll: the table of a contract's columns. Declarations only; no code.
#ifndef JOBPOLL_CONTRACT_DOCUMENT_TABLE_HPP
#define JOBPOLL_CONTRACT_DOCUMENT_TABLE_HPP

#include <span>
#include <string_view>

#include <jobpoll/contract/declaration.hpp>
#include <jobpoll/contract/document_columns.hpp>

namespace jobpoll::inline v0::detail {

#define JOBPOLL_COLUMN(row, name) make_column<&row::name>(#name)
#define JOBPOLL_DUE_COLUMN(row, name) make_column<&row::name>(#name, true)
// What a row of a table is called, and which columns it has; rows that stand in others come first.
#define JOBPOLL_COLUMNS_OF(row, noun)                                                                        \
    template <>                                                                                              \
    inline constexpr std::span<const column> columns_of<row> = row##_columns;                                \
    template <>                                                                                              \
    inline constexpr std::string_view noun_of<row> = noun

inline constexpr column member_columns[] = {
    JOBPOLL_DUE_COLUMN(member, at),      JOBPOLL_DUE_COLUMN(member, type), JOBPOLL_COLUMN(member, required),
    JOBPOLL_COLUMN(member, needed),      JOBPOLL_COLUMN(member, closed),   JOBPOLL_COLUMN(member, null),
    JOBPOLL_COLUMN(member, tolerated),   JOBPOLL_COLUMN(member, role),     JOBPOLL_COLUMN(member, format),
    JOBPOLL_COLUMN(member, range),       JOBPOLL_COLUMN(member, constant), JOBPOLL_COLUMN(member, one_of),
    JOBPOLL_COLUMN(member, blank),       JOBPOLL_COLUMN(member, items),    JOBPOLL_COLUMN(member, fold),
    JOBPOLL_COLUMN(member, may_go_back),
};
JOBPOLL_COLUMNS_OF(member, "a member");

inline constexpr column status_word_columns[] = {
    JOBPOLL_DUE_COLUMN(status_word, text), JOBPOLL_COLUMN(status_word, phase),
    JOBPOLL_COLUMN(status_word, outcome),  JOBPOLL_COLUMN(status_word, match),
    JOBPOLL_COLUMN(status_word, means),
};
JOBPOLL_COLUMNS_OF(status_word, "a status word");

inline constexpr column condition_columns[] = {
    JOBPOLL_DUE_COLUMN(condition, at),
    JOBPOLL_DUE_COLUMN(condition, is),
    JOBPOLL_COLUMN(condition, word),
};
JOBPOLL_COLUMNS_OF(condition, "a condition");

inline constexpr column refinement_columns[] = {
    JOBPOLL_COLUMN(refinement, word),    JOBPOLL_COLUMN(refinement, when), JOBPOLL_COLUMN(refinement, phase),
    JOBPOLL_COLUMN(refinement, outcome), JOBPOLL_COLUMN(refinement, over), JOBPOLL_COLUMN(refinement, means),
};
JOBPOLL_COLUMNS_OF(refinement, "a refinement");

inline constexpr column progress_formula_columns[] = {
    JOBPOLL_COLUMN(progress_formula, unit),
    JOBPOLL_COLUMN(progress_formula, parts),
};
JOBPOLL_COLUMNS_OF(progress_formula, "progress");

inline constexpr column cadence_row_columns[] = {
    JOBPOLL_COLUMN(cadence_row, phase),
    JOBPOLL_DUE_COLUMN(cadence_row, min_delay),
    JOBPOLL_COLUMN(cadence_row, max_delay),
};
JOBPOLL_COLUMNS_OF(cadence_row, "a cadence");

inline constexpr column request_quota_columns[] = {
    JOBPOLL_DUE_COLUMN(request_quota, requests),
    JOBPOLL_DUE_COLUMN(request_quota, period),
};
JOBPOLL_COLUMNS_OF(request_quota, "a quota");

inline constexpr column request_form_columns[] = {
    JOBPOLL_COLUMN(request_form, method), JOBPOLL_COLUMN(request_form, server),
    JOBPOLL_COLUMN(request_form, path),   JOBPOLL_COLUMN(request_form, authorization),
    JOBPOLL_COLUMN(request_form, body),   JOBPOLL_COLUMN(request_form, headers),
};
JOBPOLL_COLUMNS_OF(request_form, "a request");

inline constexpr column status_code_row_columns[] = {
    JOBPOLL_DUE_COLUMN(status_code_row, code), JOBPOLL_COLUMN(status_code_row, phase),
    JOBPOLL_COLUMN(status_code_row, outcome),  JOBPOLL_COLUMN(status_code_row, body_code),
    JOBPOLL_COLUMN(status_code_row, means),
};
JOBPOLL_COLUMNS_OF(status_code_row, "a status code");

inline constexpr column error_reply_columns[] = {
    JOBPOLL_COLUMN(error_reply, code),
    JOBPOLL_DUE_COLUMN(error_reply, body),
};
JOBPOLL_COLUMNS_OF(error_reply, "an error reply");

inline constexpr column accepted_reply_columns[] = {
    JOBPOLL_COLUMN(accepted_reply, id_at),
    JOBPOLL_COLUMN(accepted_reply, url_at),
    JOBPOLL_COLUMN(accepted_reply, location),
};
JOBPOLL_COLUMNS_OF(accepted_reply, "an accepted reply");

inline constexpr column declaration_columns[] = {
    JOBPOLL_DUE_COLUMN(declaration, name),      JOBPOLL_COLUMN(declaration, vendor),
    JOBPOLL_DUE_COLUMN(declaration, source),    JOBPOLL_DUE_COLUMN(declaration, checked),
    JOBPOLL_COLUMN(declaration, root),          JOBPOLL_COLUMN(declaration, closed),
    JOBPOLL_COLUMN(declaration, job_at),        JOBPOLL_COLUMN(declaration, members),
    JOBPOLL_COLUMN(declaration, words),         JOBPOLL_COLUMN(declaration, open_vocabulary),
    JOBPOLL_COLUMN(declaration, fold_case),     JOBPOLL_COLUMN(declaration, phase_without_status),
    JOBPOLL_COLUMN(declaration, refine),        JOBPOLL_COLUMN(declaration, progress),
    JOBPOLL_COLUMN(declaration, cadence),       JOBPOLL_COLUMN(declaration, quota),
    JOBPOLL_COLUMN(declaration, retention),     JOBPOLL_COLUMN(declaration, request),
    JOBPOLL_COLUMN(declaration, status_codes),  JOBPOLL_COLUMN(declaration, errors),
    JOBPOLL_COLUMN(declaration, discriminator), JOBPOLL_COLUMN(declaration, alternative),
    JOBPOLL_COLUMN(declaration, list),          JOBPOLL_COLUMN(declaration, without_job),
    JOBPOLL_COLUMN(declaration, complete),      JOBPOLL_COLUMN(declaration, items_of),
    JOBPOLL_COLUMN(declaration, accepted),      JOBPOLL_COLUMN(declaration, null),
    JOBPOLL_COLUMN(declaration, time_format),
};
JOBPOLL_COLUMNS_OF(declaration, "a contract");

#undef JOBPOLL_COLUMN
#undef JOBPOLL_DUE_COLUMN
#undef JOBPOLL_COLUMNS_OF

/// The type of one contract of a document.
inline constexpr const value_type& contract_type = value_type_of<declaration>;

} // namespace jobpoll::inline v0::detail

#endif
