/// Sorting of floating-point numbers as whole numbers, digit by digit.
enum SortedValues {
    /// The finite ones of `values`, ascending, -0 as 0.
    static func finite(of values: [Double]) -> [Double] {
        var isAscending = true
        var keys = [UInt64](unsafeUninitializedCapacity: values.count) { keys, count in
            var last = UInt64.zero
            for value in values where value.isFinite {
                let key = orderedKey(value)
                isAscending = isAscending && key >= last
                last = key
                keys[count] = key
                count += 1
            }
        }
        if !isAscending {
            if keys.count < 200 { keys.sort() } else { sortByDigits(&keys) }
        }
        return [Double](unsafeUninitializedCapacity: keys.count) { target, count in
            for place in keys.indices { target[place] = value(of: keys[place]) }
            count = keys.count
        }
    }

    /// How many different values an ascending array holds.
    static func distinctCount(of sorted: [Double]) -> Int {
        guard !sorted.isEmpty else { return 0 }
        var count = 1
        sorted.withUnsafeBufferPointer { values in
            for place in 1..<values.count {
                count += values[place] != values[place - 1] ? 1 : 0
            }
        }
        return count
    }

    /// How many values of an ascending array are less than `bound`, or no more than it when `inclusive`.
    static func places(in sorted: [Double], below bound: Double, inclusive: Bool) -> Int {
        var (low, high) = (0, sorted.count)
        while low < high {
            let middle = low + (high - low) / 2
            if sorted[middle] < bound || (inclusive && sorted[middle] == bound) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }

    private static let signBit: UInt64 = 1 << 63

    /// A number that is greater for a greater value.
    private static func orderedKey(_ value: Double) -> UInt64 {
        // Adding 0 makes 0 of -0.
        let bits = (value + 0).bitPattern
        return bits & signBit == 0 ? bits | signBit : ~bits
    }

    private static func value(of key: UInt64) -> Double {
        Double(bitPattern: key & signBit == 0 ? ~key : key & ~signBit)
    }

    /// Sorts by the upper half of the keys, digit by digit, and then the few that share it.
    private static func sortByDigits(_ keys: inout [UInt64]) {
        let count = keys.count
        keys.withUnsafeMutableBufferPointer { keys in
            withUnsafeTemporaryAllocation(of: UInt64.self, capacity: count) { other in
                for shift in stride(from: UInt64(32), to: 64, by: 16) {
                    distribute(keys, to: other, shift: shift, bits: 8)
                    distribute(other, to: keys, shift: shift + 8, bits: 8)
                }
            }
            var start = 0
            while start < count {
                let upper = keys[start] >> 32
                var (end, isAscending) = (start + 1, true)
                while end < count, keys[end] >> 32 == upper {
                    isAscending = isAscending && keys[end - 1] <= keys[end]
                    end += 1
                }
                if !isAscending { keys[start..<end].sort() }
                start = end
            }
        }
    }

    /// Sorts by one digit and keeps the order of equal ones.
    private static func distribute(
        _ source: UnsafeMutableBufferPointer<UInt64>, to target: UnsafeMutableBufferPointer<UInt64>, shift: UInt64,
        bits: Int
    ) {
        let (digits, mask) = (1 << bits, UInt64(1) << UInt64(bits) - 1)
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: digits) { places in
            places.initialize(repeating: 0)
            for key in source { places[Int(truncatingIfNeeded: (key >> shift) & mask)] &+= 1 }
            var next: Int32 = 0
            for digit in 0..<digits {
                let size = places[digit]
                places[digit] = next
                next &+= size
            }
            for key in source {
                let digit = Int(truncatingIfNeeded: (key >> shift) & mask)
                target[Int(truncatingIfNeeded: places[digit])] = key
                places[digit] &+= 1
            }
        }
    }
}
