/// What forecasts are trained of.
enum ForecasterKind: String {
    /// A linear model alone.
    case linear
    /// A linear model and boosted trees, where XGBoost is found.
    case blend
}
