#include <map>
#include <memory>
#include <vector>

#include <rapidjson/document.h>
#include <rapidjson/reader.h>
#include <rapidjson/schema.h>

#include "row_check.hpp"
#include "schema_text.hpp"

namespace bench {
namespace {

/// What the schema cannot say, event by event behind the validator.
class hand_check {
public:
    hand_check() = default; // the validator could make one where it is given none
    explicit hand_check(const jobpoll::endpoint& e)
        : e_{&e}, rows_{&rows_beyond_schema(e)}, check_{e, *rows_} {
        levels_.reserve(64);
    }

    void begin() {
        check_ = row_check{*e_, *rows_};
        levels_.clear();
        around_.clear();
        at_ = none;
    }
    [[nodiscard]] finding result() { return check_.result(); }

    bool Null() {
        static_cast<void>(value(jobpoll::json_type::null));
        return true;
    }
    bool Bool(bool met) {
        if (const std::size_t row = value(jobpoll::json_type::boolean); row != none) check_.boolean(row, met);
        return true;
    }
    bool Int(int met) { return number(jobpoll::json_type::integer, met); }
    bool Uint(unsigned met) { return number(jobpoll::json_type::integer, met); }
    bool Int64(std::int64_t met) { return number(jobpoll::json_type::integer, static_cast<double>(met)); }
    bool Uint64(std::uint64_t met) { return number(jobpoll::json_type::integer, static_cast<double>(met)); }
    bool Double(double met) { return number(jobpoll::json_type::number, met); }
    bool RawNumber(const char*, rapidjson::SizeType, bool) { return false; }
    bool String(const char* text, rapidjson::SizeType size, bool) {
        if (const std::size_t row = value(jobpoll::json_type::string); row != none)
            check_.text(row, {text, size});
        return true;
    }
    bool Key(const char* text, rapidjson::SizeType size, bool) {
        at_ = levels_.back().find({text, size});
        return true;
    }
    bool StartObject() { return enter(jobpoll::json_type::object); }
    bool EndObject(rapidjson::SizeType) { return leave(); }
    bool StartArray() { return enter(jobpoll::json_type::array); }
    bool EndArray(rapidjson::SizeType) { return leave(); }

private:
    static constexpr std::size_t none = key_finder::none;

    bool number(jobpoll::json_type type, double met) {
        if (const std::size_t row = value(type); row != none) check_.number(row, met);
        return true;
    }

    /// The row of a value that has one and is to be looked at.
    std::size_t value(jobpoll::json_type type) {
        const std::size_t row = at_;
        if (row == none || !check_.admit(row, type)) return none;
        check_.there(row);
        return row;
    }

    bool enter(jobpoll::json_type type) {
        static const std::vector<std::size_t> nothing;
        const std::vector<std::size_t>* below = &nothing;
        if (levels_.empty())
            below = &rows_->root;
        else if (const std::size_t row = value(type); row != none)
            below = &rows_->of[row];
        around_.push_back(at_);
        levels_.emplace_back(*rows_, *below);
        // Every element of an array has the one row below it.
        at_ = type == jobpoll::json_type::array && !below->empty() ? below->front() : none;
        return true;
    }

    bool leave() {
        levels_.pop_back();
        at_ = around_.back(); // the row of the array's next element, where this one stood in an array
        around_.pop_back();
        return true;
    }

    const jobpoll::endpoint* e_ = nullptr;
    const rows_below* rows_ = nullptr;
    row_check check_;
    std::vector<key_finder> levels_;
    std::vector<std::size_t> around_;
    std::size_t at_ = none;
};

using validator = rapidjson::GenericSchemaValidator<rapidjson::SchemaDocument, hand_check>;

/// What an endpoint needs; made once, and reused for every reply.
struct kit {
    explicit kit(const jobpoll::endpoint& e)
        : schema{parse(schema_text(e))}, by_hand{e}, by_schema{schema, by_hand} {}

    static rapidjson::Document parse(const std::string& text) {
        rapidjson::Document made;
        made.Parse(text.c_str());
        return made;
    }

    rapidjson::SchemaDocument schema;
    hand_check by_hand;
    validator by_schema;
};

kit& kit_of(const jobpoll::endpoint& e) {
    static std::map<const jobpoll::endpoint*, std::unique_ptr<kit>> known;
    std::unique_ptr<kit>& made = known[&e];
    if (made == nullptr) made = std::make_unique<kit>(e);
    return *made;
}

} // namespace

finding rapidjson_lane(const jobpoll::endpoint& e, std::string_view body) {
    static rapidjson::Reader reader;
    kit& with = kit_of(e);
    with.by_schema.Reset();
    with.by_hand.begin();
    rapidjson::StringStream stream{body.data()}; // ends with a zero byte, as a std::string does
    reader.Parse<rapidjson::kParseValidateEncodingFlag>(stream, with.by_schema);
    if (reader.HasParseError() || !with.by_schema.IsValid()) return unreadable;
    return with.by_hand.result();
}

} // namespace bench
