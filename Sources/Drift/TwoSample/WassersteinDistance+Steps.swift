extension WassersteinDistance {
    /// The distance between two distributions in steps, such as profiles have kept.
    ///
    /// - Parameter samples: both distributions.
    /// - Returns: ≥ 0, in the feature's unit; the greatest finite number when it is larger.
    static func between(_ samples: MergedSamples) -> Double {
        (area(samples) / samples.safeScale).saturated
    }

    /// The distance between two distributions in steps, in units of the reference's standard deviation.
    ///
    /// - Parameters:
    ///   - samples: both distributions.
    ///   - deviation: the reference's standard deviation; below ``leastScale`` it counts as that.
    /// - Returns: ≥ 0, without unit; the greatest finite number when it is larger.
    static func normed(_ samples: MergedSamples, deviation: Double) -> Double {
        (area(samples) / max(deviation, leastScale) / samples.safeScale).saturated
    }

    private static func area(_ samples: MergedSamples) -> Double {
        let scale = samples.safeScale
        let (ours, theirs) = (samples.referenceCount, samples.currentCount)
        let unit = 1 / (Double(ours) * Double(theirs))
        var (area, last, gap) = (0.0, 0.0, 0.0)
        samples.forEach { step in
            let here = step.value * scale
            area += gap * (here - last)
            last = here
            gap = Double(abs(step.referenceThrough * theirs - step.currentThrough * ours)) * unit
        }
        return area
    }
}
