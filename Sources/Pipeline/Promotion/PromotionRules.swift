/// What a challenger must go through before and after it becomes champion.
public struct PromotionRules: Sendable, Equatable {
    /// Whether a person must approve.
    public var needsApproval: Bool
    /// Hours for which an approval is waited for, ≥ 1.
    public var approvalHours: Int
    /// Hours for which a challenger forecasts beside the champion before it may take its place, ≥ 0.
    public var shadowHours: Int
    /// Hours for which a new champion is held against its predecessor, ≥ 0.
    public var trialHours: Int

    /// Rules.
    /// - Parameters:
    ///   - needsApproval: whether a person must approve.
    ///   - approvalHours: ≥ 1.
    ///   - shadowHours: ≥ 0.
    ///   - trialHours: ≥ 0.
    public init(needsApproval: Bool = false, approvalHours: Int = 72, shadowHours: Int = 24, trialHours: Int = 168) {
        self.needsApproval = needsApproval
        self.approvalHours = approvalHours
        self.shadowHours = shadowHours
        self.trialHours = trialHours
    }
}
