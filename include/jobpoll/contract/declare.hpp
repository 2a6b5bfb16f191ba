// jobpoll: `declare`: a declaration, checked and compiled.
#ifndef JOBPOLL_CONTRACT_DECLARE_HPP
#define JOBPOLL_CONTRACT_DECLARE_HPP

#include <cstddef>
#include <cstdint>

#include <jobpoll/contract/compile_conditions.hpp>
#include <jobpoll/contract/compile_members.hpp>
#include <jobpoll/contract/declaration_rules.hpp>
#include <jobpoll/contract/defaults.hpp>
#include <jobpoll/contract/endpoint.hpp>
#include <jobpoll/contract/fingerprint.hpp>
#include <jobpoll/contract/value_uses.hpp>

namespace jobpoll::inline v0 {

namespace detail {

/// What a declaration is compiled for.
enum class contract_kind : bool { job, error_body };

/// Compiles valid declarations into endpoints, at compile time or at run time.
struct endpoint_compiler {
    [[nodiscard]] static constexpr endpoint compile(const declaration& d,
                                                    contract_kind kind = contract_kind::job) {
        endpoint e;
        copy_columns(e, d);
        e.shape.is_list = kind == contract_kind::job && is_list(d);
        if (d.items_of.is_given()) adopt_items(e, *d.items_of);
        e.shape.member_count = static_cast<std::uint8_t>(e.shape.item_count + count_of(d.members));
        for (std::size_t i = 0; i + e.shape.item_count < e.shape.member_count; ++i)
            compile_member(e, d, i);
        compile_nodes(e, d);
        place_job(e, d, kind);
        mark_repeated(e, d);
        if (!d.items_of.is_given()) compile_meaning(e, d);
        mark_captured(e, d);
        compile_complete(e, d);
        settle_uses(e);
        summarize(e, d);
        e.fingerprint = fingerprint_of(d);
        e.fingerprint_without_words = fingerprint_of(d, false);
        return e;
    }

private:
    static constexpr void copy_columns(endpoint& e, const declaration& d) {
        e.name = d.name;
        e.vendor = d.vendor;
        e.source = d.source;
        e.checked = d.checked;
        e.job_at = d.job_at;
        e.root = d.root;
        e.closed = d.closed;
        e.open_vocabulary = d.open_vocabulary;
        e.fold_case = d.fold_case;
        e.retention = d.retention;
        e.request = d.request;
        e.accepted = d.accepted;
        e.alternative = d.alternative;
        e.list = d.list;
        e.items_of = d.items_of;
        for (std::size_t i = 0; i < 4; ++i) {
            e.cadence[i] = d.cadence[i];
            e.errors[i] = d.errors[i];
        }
        for (std::size_t i = 0; i < 3; ++i)
            e.quota[i] = d.quota[i];
        for (std::size_t i = 0; i < 12; ++i)
            e.status_codes[i] = d.status_codes[i];
        for (std::size_t p = 0; p < phase_count; ++p)
            e.shape.cadence_of[p] = cadence_of(e.cadence, static_cast<phase>(p));
        e.shape.unit = d.progress.unit;
        for (std::size_t i = 0; i < 4; ++i)
            e.shape.progress_parts[i] = d.progress.parts[i];
        e.shape.without_job = d.without_job;
        e.shape.has_unsaid_phase = d.phase_without_status.has_value();
        e.shape.unsaid_phase = d.phase_without_status.value_or(phase::unknown);
    }

    /// The row of a phase, else that of running.
    [[nodiscard]] static constexpr std::uint8_t cadence_of(const cadence_row (&rows)[4], phase p) {
        std::uint8_t active = no_index;
        for (std::uint8_t i = 0; i < 4 && rows[i].min_delay > milliseconds{0}; ++i) {
            if (rows[i].phase == p) return i;
            if (rows[i].phase == phase::running) active = i;
        }
        return active;
    }

    /// The rows of another endpoint's job become those of the elements, with the same numbers.
    static constexpr void adopt_items(endpoint& e, const endpoint& job) {
        const bool list = e.shape.is_list;
        e.shape = job.shape;
        e.shape.is_list = list;
        e.shape.item_count = job.shape.member_count;
        e.shape.nodes[job.shape.job_node].opened_by = no_index;
        e.open_vocabulary = job.open_vocabulary;
        e.fold_case = job.fold_case;
        for (const endpoint_member& row : job.rows()) {
            endpoint_member& made = e.members[row.index];
            made = row;
            made.of_items = true;
            if (is_within(row.at, job.job_at) && row.at.size() > job.job_at.size())
                made.at.remove_prefix(job.job_at.size());
            else
                made.role = role::none;
        }
    }

    static constexpr void place_job(endpoint& e, const declaration& d, contract_kind kind) {
        shape& tree = e.shape;
        const std::uint8_t row = kind == contract_kind::error_body || d.job_at.empty()
                                     ? no_index
                                     : static_cast<std::uint8_t>(tree.item_count + row_at(d, d.job_at));
        if (d.items_of.is_given()) {
            e.members[row].child = tree.job_node;
            tree.nodes[tree.job_node].opened_by = row;
        } else if (row != no_index && e.members[row].child == no_index) {
            hash_keys(e, tree.nodes[tree.job_node = add_node(e, row)]);
        } else {
            tree.job_node = row == no_index ? tree.root_node : e.members[row].child;
        }
        tree.nodes[tree.job_node].is_job = kind == contract_kind::job;
        tree.nodes[tree.job_node].leads_to_job = true;
        tree.nodes[tree.root_node].leads_to_job = true;
        if (row == no_index) return;
        for (std::size_t i = tree.item_count; i < tree.member_count; ++i) {
            endpoint_member& around = e.members[i];
            if (!is_within(d.job_at, around.at)) continue;
            around.leads_to_job = true;
            if (around.child != no_index) tree.nodes[around.child].leads_to_job = true;
        }
    }

    static constexpr void compile_meaning(endpoint& e, const declaration& d) {
        compile_words(e, d);
        compile_refinements(e, d);
    }

    static constexpr void compile_complete(endpoint& e, const declaration& d) {
        if (d.complete.is == test::none) return;
        const auto row = static_cast<std::uint8_t>(e.shape.item_count + row_at(d, d.complete.at));
        e.shape.complete = compile_condition(e, row, d.complete);
        e.shape.kept_atoms = std::uint64_t{1} << e.shape.complete.atom;
    }

    static constexpr void settle_uses(endpoint& e) {
        std::uint64_t elements = 0;
        for (std::size_t n = 0; n < e.shape.node_count; ++n)
            if (e.shape.nodes[n].is_array && e.shape.nodes[n].element < member_limit)
                elements |= std::uint64_t{1} << e.shape.nodes[n].element;
        for (std::size_t i = 0; i < e.shape.member_count; ++i)
            settle_use(e, e.members[i], (elements >> i & 1) != 0);
        endpoint_member& undeclared = e.members[undeclared_row];
        undeclared.idle = undeclared.allowed = json_type::any;
        undeclared.idle_booleans = 3;
        for (const std::size_t i : {undeclared_row, counted_row}) {
            e.members[i].index = e.members[i].child = e.members[i].range = no_index;
            e.members[i].key_size = 0xffff;
        }
        e.members[counted_row].allowed = json_type::any;
        for (shape_node& node : e.shape.nodes)
            node.is_plain = !node.is_array && !node.is_job;
    }

    /// What the reader wants to know without a search.
    static constexpr void summarize(endpoint& e, const declaration& d) {
        shape& tree = e.shape;
        const auto with = [&e](role wanted) {
            for (const endpoint_member& row : e.rows())
                if (row.role == wanted) return row.index;
            return no_index;
        };
        tree.id_member = with(role::id);
        tree.status_member = with(role::status);
        tree.finished_member = with(role::finished);
        tree.message_member = with(role::error_message);
        tree.progress_member = with(role::progress);
        if (tree.unit == progress_unit::ratio) tree.progress_part = with(tree.progress_parts[0]);
        tree.has_lease = with(role::lease_expires) != no_index;
        tree.has_reason = with(role::reason) != no_index || with(role::reason_code) != no_index;
        tree.folds = tree.status_member != no_index && e.members[tree.status_member].folds;
        tree.defers = !tree.is_list && (tree.has_meaning || tree.without_job != no_event);
        tree.discriminator = d.discriminator.empty()
                                 ? no_index
                                 : static_cast<std::uint8_t>(tree.item_count + row_at(d, d.discriminator));
    }
};

} // namespace detail

/// Compiles a declaration into an endpoint.
///
/// *Errors*: a declaration that breaks a rule does not compile; the compiler names the rule
/// and the row, counted from 0.
consteval endpoint declare(const declaration& d) {
    const declaration whole = detail::with_defaults(d);
    detail::refuse_to_compile problems;
    detail::validate_declaration(whole, problems);
    return detail::endpoint_compiler::compile(whole);
}

/// Makes the contract of an error body: members with roles, and no job.
///
/// `job_at` names the object that describes one error; of an array of them the first counts. The members with
/// the roles error_code, error_message, reason, reason_code, hint (where in the request the error is) and
/// retry_after are handed on. *Errors*: as `declare`.
consteval endpoint declare_error_body(const declaration& d) {
    const declaration whole = detail::with_defaults(d);
    detail::refuse_to_compile problems;
    detail::validate_error_declaration(whole, problems);
    return detail::endpoint_compiler::compile(whole, detail::contract_kind::error_body);
}

} // namespace jobpoll::inline v0

#endif
