/// The parts of XGBoost's saved model that plain trees need.
///
/// Source: the schema in XGBoost's documentation, "Introduction to Model IO"; the coding keys are its names.
struct SavedModel: Decodable {
    let learner: Learner

    struct Learner: Decodable {
        let parameters: Parameters
        let booster: Booster

        enum CodingKeys: String, CodingKey {
            case parameters = "learner_model_param"
            case booster = "gradient_booster"
        }
    }

    /// Numbers that the format writes as texts.
    struct Parameters: Decodable {
        let baseScore: String
        let columns: String

        enum CodingKeys: String, CodingKey {
            case baseScore = "base_score"
            case columns = "num_feature"
        }
    }

    struct Booster: Decodable {
        let name: String
        let model: Model?
    }

    struct Model: Decodable {
        let trees: [Tree]
    }

    /// A tree's nodes as one list for each field.
    struct Tree: Decodable {
        let left: [Int]
        let right: [Int]
        let features: [Int]
        /// Thresholds of splits and values of leaves.
        let numbers: [Float]
        let defaultLeft: [Int]
        /// 0 for a threshold, 1 for a set of categories.
        let splitTypes: [Int]

        enum CodingKeys: String, CodingKey {
            case left = "left_children"
            case right = "right_children"
            case features = "split_indices"
            case numbers = "split_conditions"
            case defaultLeft = "default_left"
            case splitTypes = "split_type"
        }
    }
}
