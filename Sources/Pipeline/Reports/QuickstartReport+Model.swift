extension QuickstartReport {
    /// A model version that the run made.
    public struct Model: Sendable {
        /// Its name.
        public let name: String
        /// Its version.
        public let version: Int
        /// What it is for, in words.
        public let purpose: String
        /// Where its files are.
        public let directory: String

        package init(name: String, version: Int, purpose: String, directory: String) {
            self.name = name
            self.version = version
            self.purpose = purpose
            self.directory = directory
        }
    }
}
