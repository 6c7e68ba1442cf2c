/// A text and where it stands in a picture.
struct PlacedText {
    let text: String
    let x: Double
    let y: Double
}
