//! throwaway
use std::io::BufRead;
fn main() {
    for line in std::io::stdin().lock().lines() {
        let v: serde_json::Value = serde_json::from_str(&line.unwrap()).unwrap();
        let o = demarche::Options {
            all_events: true,
            published: v["published"]
                .as_str()
                .and_then(|d| demarche::publication(d)),
            ..Default::default()
        };
        let a = demarche::analyze(v["text"].as_str().unwrap(), &o);
        let d = &a.document;
        let chars = |b: usize| d.text[..b].chars().count();
        for (i, e) in a.events.iter().enumerate() {
            for m in &e.mentions {
                let t = m.token;
                let head = d.head(t);
                let mark: Vec<&str> = d
                    .children(t)
                    .filter(|&c| {
                        c < t
                            && matches!(
                                format!("{:?}", d.tokens[c].dependency).as_str(),
                                "Mark" | "Advmod"
                            )
                    })
                    .map(|c| d.form(c))
                    .collect();
                let aux: Vec<&str> = d.auxiliaries(t).map(|c| d.form(c)).collect();
                println!(
                    "{}",
                    serde_json::json!({"doc": v["id"], "ev": i, "main": t == e.token, "start": chars(m.span.start), "end": chars(m.span.end), "tok": t, "sent": d.tokens[t].sentence,
                    "tense": format!("{:?}", e.form.tense), "aspect": format!("{:?}", e.form.aspect), "modal": e.form.modal, "neg": e.form.negated, "pass": e.form.passive,
                    "status": format!("{:?}", e.status), "class": format!("{:?}", e.class), "dep": format!("{:?}", d.tokens[t].dependency), "head": head, "lemma": d.lemma(t), "fine": format!("{:?}", d.tokens[t].fine),
                    "quoted": d.quotation_at(d.tokens[t].span.start).is_some(), "listed": e.listed, "rule": e.rule, "mark": mark, "aux": aux, "times": e.times.len(), "word": d.word(t)})
                );
            }
        }
    }
}
