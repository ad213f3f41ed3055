#![allow(missing_docs, clippy::print_stdout)]
fn main(){ let t=std::fs::read_to_string(std::env::args().nth(1).unwrap()).unwrap(); let d=demarche::syntax::parse(demarche::text::read(&t,&Default::default()));
for s in &d.sentences { println!("# {} {}", s.headline, d.slice(s.span)); for i in s.tokens.clone(){ let h=d.head(i).map(|h| d.word(h)).unwrap_or("-"); println!("  {:15} {:12} {:6} {:5} {:12} {}", d.word(i), d.lemma(i), d.tokens[i].tag.name(), d.tokens[i].fine.name(), d.tokens[i].dependency.name(), h);} } }
