"""Published detectors for comparison, with what they have without a trained model (none is on the package index)."""

# Texts are cut here for the slow ones.
LONGEST = 2000


def installed():
    """The name and the function of each baseline that can be imported."""
    for name, make in (("presidio", presidio), ("scrubadub", scrubadub)):
        try:
            yield name, make()
        except ImportError as missing:
            print(f"{name} is left out: {missing}")


def presidio():
    """presidio-analyzer with all its recognisers by pattern, on spaCy's blank English pipeline."""
    import spacy
    from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
    from presidio_analyzer.nlp_engine import SpacyNlpEngine

    class Blank(SpacyNlpEngine):
        def __init__(self):
            super().__init__(models=[{"lang_code": "en", "model_name": "blank"}])
            self.nlp = {"en": spacy.blank("en")}

        def load(self):
            pass

    registry = RecognizerRegistry()
    registry.load_predefined_recognizers(languages=["en"])
    engine = Blank()
    registry.recognizers = [one for one in registry.recognizers if "Spacy" not in type(one).__name__]
    analyzer = AnalyzerEngine(registry=registry, nlp_engine=engine, supported_languages=["en"])

    def run(texts):
        spans = []
        for one in texts:
            words = [word for word in (one.context or {}).values() if word]
            found = analyzer.analyze(one.text[:LONGEST], language="en", score_threshold=0.35, context=words)
            spans.append([(span.start, span.end, span.entity_type) for span in found])
        return spans

    return run


def scrubadub():
    """scrubadub with the detectors that it switches on by itself."""
    import scrubadub as package

    scrubber = package.Scrubber()

    def run(texts):
        spans = []
        for one in texts:
            spans.append([(filth.beg, filth.end, filth.type) for filth in scrubber.iter_filth(one.text[:LONGEST])])
        return spans

    return run
