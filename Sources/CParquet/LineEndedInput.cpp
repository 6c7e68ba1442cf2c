#include "LineEndedInput.hpp"

LineEndedInput::LineEndedInput(std::shared_ptr<arrow::io::InputStream> input) : input(std::move(input)) {}

LineEndedInput::~LineEndedInput() = default;

arrow::Status LineEndedInput::Close() { return input->Close(); }

bool LineEndedInput::closed() const { return input->closed(); }

arrow::Result<int64_t> LineEndedInput::Tell() const {
    ARROW_ASSIGN_OR_RAISE(auto place, input->Tell());
    return place + (ended ? 1 : 0);
}

arrow::Result<int64_t> LineEndedInput::Read(int64_t count, void *bytes) {
    auto start = static_cast<char *>(bytes);
    int64_t filled = 0;
    while (filled < count && !ended) {
        ARROW_ASSIGN_OR_RAISE(auto read, input->Read(count - filled, start + filled));
        filled += read;
        if (read == 0) {
            ended = true;
            start[filled++] = '\n';
        }
    }
    return filled;
}

arrow::Result<std::shared_ptr<arrow::Buffer>> LineEndedInput::Read(int64_t count) {
    ARROW_ASSIGN_OR_RAISE(auto buffer, arrow::AllocateResizableBuffer(count));
    ARROW_ASSIGN_OR_RAISE(auto read, Read(count, buffer->mutable_data()));
    ARROW_RETURN_NOT_OK(buffer->Resize(read));
    return std::shared_ptr<arrow::Buffer>(std::move(buffer));
}
