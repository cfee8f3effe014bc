//! A picture that shapes and words are drawn on. Lengths are pixels, from the upper left.

use ab_glyph::Font;
use ab_glyph::FontRef;
use ab_glyph::GlyphId;
use ab_glyph::PxScale;
use ab_glyph::PxScaleFont;
use ab_glyph::ScaleFont;
use tiny_skia::Color;
use tiny_skia::FillRule;
use tiny_skia::LineCap;
use tiny_skia::LineJoin;
use tiny_skia::Paint;
use tiny_skia::PathBuilder;
use tiny_skia::Pixmap;
use tiny_skia::PremultipliedColorU8;
use tiny_skia::Stroke;
use tiny_skia::Transform;

/// Noto Sans with the letters of the languages that are spoken; its licence lies beside it.
const FONT: &[u8] = include_bytes!("NotoSans-Latin.ttf");

/// An opaque colour, as `0xrrggbb`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Colour(pub(super) u32);

impl Colour {
    pub(super) fn parts(self) -> [u8; 3] {
        let [_, red, green, blue] = self.0.to_be_bytes();
        [red, green, blue]
    }

    fn paint(self) -> Paint<'static> {
        let [red, green, blue] = self.parts();
        let mut paint = Paint { anti_alias: true, ..Paint::default() };
        paint.set_color(Color::from_rgba8(red, green, blue, 255));
        paint
    }
}

/// Where a rectangle is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Area {
    pub(super) left: f32,
    pub(super) top: f32,
    pub(super) width: f32,
    pub(super) height: f32,
}

/// A picture, clear at first.
pub(super) struct Canvas {
    pixels: Pixmap,
    font: PxScaleFont<FontRef<'static>>,
}

impl Canvas {
    /// A canvas that writes in this size, in pixels for an em.
    pub(super) fn new(width: u32, height: u32, size: f32) -> Canvas {
        let pixels = Pixmap::new(width, height).expect("neither side is 0");
        let font = FontRef::try_from_slice(FONT).expect("it is the font that was put there");
        // ab_glyph takes the height of a line for the size of a font.
        let line = font.height_unscaled() / font.units_per_em().expect("it says so");
        Canvas { pixels, font: font.into_scaled(PxScale::from(size * line)) }
    }

    /// A filled rectangle with round corners.
    pub(super) fn round(&mut self, area: Area, radius: f32, colour: Colour) {
        // How far the handles of a Bézier curve are from the ends of a quarter circle.
        const HANDLE: f32 = 0.552_284_8;
        let Area { left, top, width, height } = area;
        let radius = radius.min(width / 2.0).min(height / 2.0);
        let (right, bottom, inner) = (left + width, top + height, radius * (1.0 - HANDLE));
        let mut path = PathBuilder::new();
        path.move_to(left + radius, top);
        path.line_to(right - radius, top);
        path.cubic_to(right - inner, top, right, top + inner, right, top + radius);
        path.line_to(right, bottom - radius);
        path.cubic_to(right, bottom - inner, right - inner, bottom, right - radius, bottom);
        path.line_to(left + radius, bottom);
        path.cubic_to(left + inner, bottom, left, bottom - inner, left, bottom - radius);
        path.line_to(left, top + radius);
        path.cubic_to(left, top + inner, left + inner, top, left + radius, top);
        path.close();
        self.fill(path, colour);
    }

    /// A filled circle around a point.
    pub(super) fn dot(&mut self, x: f32, y: f32, radius: f32, colour: Colour) {
        let mut path = PathBuilder::new();
        path.push_circle(x, y, radius);
        self.fill(path, colour);
    }

    fn fill(&mut self, path: PathBuilder, colour: Colour) {
        // There is none where nothing is to be filled.
        if let Some(path) = path.finish() {
            self.pixels.fill_path(&path, &colour.paint(), FillRule::Winding, Transform::identity(), None);
        }
    }

    /// A line from point to point.
    pub(super) fn line(&mut self, points: &[(f32, f32)], width: f32, colour: Colour) {
        let mut path = PathBuilder::new();
        for (at, (x, y)) in points.iter().enumerate() {
            if at == 0 { path.move_to(*x, *y) } else { path.line_to(*x, *y) }
        }
        if let Some(path) = path.finish() {
            let stroke = Stroke { width, line_cap: LineCap::Round, line_join: LineJoin::Round, ..Stroke::default() };
            self.pixels.stroke_path(&path, &colour.paint(), &stroke, Transform::identity(), None);
        }
    }

    /// How wide a text is.
    pub(super) fn width(&self, text: &str) -> f32 {
        self.placed(text).1
    }

    /// How far the tops of capitals are above the line that they stand on.
    pub(super) fn capitals(&self) -> f32 {
        let glyph = self.font.scaled_glyph('H');
        self.font.outline_glyph(glyph).map_or(0.0, |outlined| outlined.px_bounds().height())
    }

    /// Writes on what is opaque already, with the line that the letters stand on at `y`.
    pub(super) fn write(&mut self, text: &str, x: f32, y: f32, colour: Colour) {
        for (id, offset) in self.placed(text).0 {
            let glyph = id.with_scale_and_position(self.font.scale(), ab_glyph::point(x + offset, y));
            let Some(outlined) = self.font.outline_glyph(glyph) else { continue };
            let bounds = outlined.px_bounds();
            let (width, height) = (self.pixels.width(), self.pixels.height());
            let pixels = self.pixels.pixels_mut();
            outlined.draw(|column, row, coverage| {
                let (Some(x), Some(y)) = (beside(bounds.min.x, column), beside(bounds.min.y, row)) else { return };
                if x < width && y < height {
                    let pixel = &mut pixels[(y * width + x) as usize];
                    *pixel = mixed(*pixel, colour, coverage);
                }
            });
        }
    }

    /// The letters with how far each is from the beginning, and how long they are together.
    fn placed(&self, text: &str) -> (Vec<(GlyphId, f32)>, f32) {
        let mut placed: Vec<(GlyphId, f32)> = Vec::with_capacity(text.len());
        let mut at = 0.0;
        for letter in text.chars() {
            let id = self.font.glyph_id(letter);
            if let Some((before, _)) = placed.last() {
                at += self.font.kern(*before, id);
            }
            placed.push((id, at));
            at += self.font.h_advance(id);
        }
        (placed, at)
    }

    /// Whether there is a letter in the font for each of a text.
    #[cfg(test)]
    pub(super) fn can_write(&self, text: &str) -> bool {
        text.chars().all(|letter| self.font.glyph_id(letter) != GlyphId(0))
    }

    /// As a PNG file.
    pub(super) fn png(&self) -> Vec<u8> {
        self.pixels.encode_png().expect("writing to memory does not fail")
    }
}

/// `offset` pixels beside a coordinate; `None` where that is outside.
fn beside(from: f32, offset: u32) -> Option<u32> {
    #[expect(clippy::cast_possible_truncation, reason = "a whole number, and pictures are small")]
    let from = from as i64;
    u32::try_from(from + i64::from(offset)).ok()
}

fn mixed(under: PremultipliedColorU8, over: Colour, share: f32) -> PremultipliedColorU8 {
    let share = share.clamp(0.0, 1.0);
    let part = |under: u8, over: u8| {
        let mixed = f32::from(under) + (f32::from(over) - f32::from(under)) * share;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between the two")]
        let mixed = mixed.round() as u8;
        mixed
    };
    let [red, green, blue] = over.parts();
    let colour = PremultipliedColorU8::from_rgba(
        part(under.red(), red),
        part(under.green(), green),
        part(under.blue(), blue),
        under.alpha(),
    );
    // There is none where what is under it is not opaque.
    colour.unwrap_or(under)
}
