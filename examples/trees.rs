//! tree printer
use std::io::Read;
fn main() {
    let mut t = String::new();
    std::io::stdin().read_to_string(&mut t).unwrap();
    let d = demarche::syntax::parse(demarche::text::read(&t, &Default::default()));
    for s in &d.sentences {
        for i in s.tokens.clone() {
            let k = &d.tokens[i];
            println!(
                "{:3} {:16} {:14} {:6?} {:8?} {:12?} {}",
                i - s.tokens.start,
                d.slice(k.span),
                d.lemma(i),
                k.tag,
                k.fine,
                k.dependency,
                k.head.map_or("-".into(), |h| format!(
                    "{} {}",
                    h as usize - s.tokens.start,
                    d.slice(d.tokens[h as usize].span)
                ))
            );
        }
        println!();
    }
}
