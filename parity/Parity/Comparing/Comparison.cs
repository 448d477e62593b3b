using System.Globalization;
using Strangler.Parity.Reading;

namespace Strangler.Parity.Comparing;

/// <summary>Walks two elements side by side and reports every place where they differ.</summary>
internal sealed class Comparison(FoundDifferences found)
{
    private readonly List<string> _steps = [];

    /// <summary>Under a first step of its own, as <c>(fault)</c>.</summary>
    public Comparison(FoundDifferences found, string start) : this(found) => _steps.Add(start);

    public void Compare(Element primary, Element candidate, AnswerShape? shape)
    {
        if (StrictSameness.Same(primary, candidate, shape))
        {
            return;
        }

        if (primary.Namespace != candidate.Namespace)
        {
            Report("(namespace)", Wording.Shorten(primary.Namespace), Wording.Shorten(candidate.Namespace));
        }

        CompareAttributes(primary, candidate);
        CompareText(primary, candidate, shape);
        if (!primary.Children.IsEmpty || !candidate.Children.IsEmpty)
        {
            CompareChildren(primary, candidate, shape);
        }
    }

    private void CompareAttributes(Element primary, Element candidate)
    {
        var left = primary.Attributes.ToDictionary(attribute => (attribute.Namespace, attribute.Name));
        foreach (ElementAttribute attribute in candidate.Attributes)
        {
            left.Remove((attribute.Namespace, attribute.Name), out ElementAttribute? other);
            if (other?.Value != attribute.Value)
            {
                Report(attribute.Step, Shown(other), Shown(attribute));
            }
        }

        foreach (ElementAttribute attribute in left.Values)
        {
            Report(attribute.Step, Shown(attribute), null);
        }
    }

    private static string? Shown(ElementAttribute? attribute) => attribute is null ? null
        : Wording.OfText(attribute.Value, attribute.IsOfTheMarkup ? SoapShapes.Plain : null);

    private void CompareText(Element primary, Element candidate, AnswerShape? shape)
    {
        string left = CanonicalText.OwnText(primary, shape);
        string right = CanonicalText.OwnText(candidate, shape);
        if (primary.IsNil == candidate.IsNil && FieldText.Same(left, right, shape?.Kind ?? FieldKind.Text))
        {
            return;
        }

        bool isLeaf = primary.Children.IsEmpty && candidate.Children.IsEmpty;
        if (isLeaf && shape is { Kind: FieldKind.Binary }
            && PdfLook.Of(left) is { } document && PdfLook.Of(right) is { } other)
        {
            CompareDocuments(document, other);
            return;
        }

        if (isLeaf && shape is not { Kind: FieldKind.Record })
        {
            Report(null, Wording.Of(primary, shape), Wording.Of(candidate, shape), Delta(primary, candidate, shape));
        }
        else if (primary.IsNil != candidate.IsNil)
        {
            Report(null, Wording.Of(primary, shape), Wording.Of(candidate, shape));
        }

        if ((!isLeaf || shape is { Kind: FieldKind.Record }) && left != right)
        {
            Report("(text)", Wording.OfText(left, null), Wording.OfText(right, null));
        }
    }

    private void CompareDocuments(PdfLook primary, PdfLook candidate)
    {
        if (primary.Pages == candidate.Pages)
        {
            found.Ignore(PathOf("(document)"), primary.ToString(), candidate.ToString());
        }
        else
        {
            Report("(pages)", primary.ToString(), candidate.ToString());
        }
    }

    private void CompareChildren(Element primary, Element candidate, AnswerShape? shape)
    {
        IReadOnlyList<SiblingGroup> groups = SiblingGroup.Of(primary, candidate, shape);
        foreach (SiblingGroup group in groups)
        {
            if (group.IsList)
            {
                CompareItems(group);
            }
            else
            {
                CompareOrReport(
                    group.Name, group.Primary.FirstOrDefault(), group.Candidate.FirstOrDefault(), group.Shape);
            }
        }

        (string primaryOrder, string candidateOrder) = SiblingOrder.Of(primary, candidate, groups);
        if (primaryOrder != candidateOrder)
        {
            Report("(order)", Wording.Shorten(primaryOrder), Wording.Shorten(candidateOrder));
        }
    }

    private void CompareItems(SiblingGroup group)
    {
        ItemPairs pairs = ItemMatcher.Match(group.Primary, group.Candidate, group.Shape);
        for (int at = 0; at < pairs.CandidateOf.Count; at++)
        {
            Element? candidate = pairs.CandidateOf[at] < 0 ? null : group.Candidate[pairs.CandidateOf[at]];
            CompareOrReport(Step(group.Name, at), group.Primary[at], candidate, group.Shape);
        }

        foreach (int at in pairs.Extra)
        {
            CompareOrReport(Step(group.Name, at), null, group.Candidate[at], group.Shape);
        }

        if (pairs.IsPermuted && !group.OrderIsFree)
        {
            int[] kept = [.. pairs.CandidateOf.Select((to, at) => (to, at)).Where(pair => pair.to >= 0)
                .OrderBy(pair => pair.to).Select(pair => pair.at + 1)];
            Report(
                $"{group.Name}/(order)", Wording.Shorten(string.Join(", ", kept.Order())),
                Wording.Shorten(string.Join(", ", kept)));
        }
    }

    private void CompareOrReport(string step, Element? primary, Element? candidate, AnswerShape? shape)
    {
        if (primary is null || candidate is null)
        {
            Report(
                step, primary is null ? null : Wording.Of(primary, shape),
                candidate is null ? null : Wording.Of(candidate, shape), Delta(primary, candidate, shape));
            return;
        }

        _steps.Add(step);
        Compare(primary, candidate, shape);
        _steps.RemoveAt(_steps.Count - 1);
    }

    /// <summary>Candidate minus primary, pesos; what is not there counts as nothing.</summary>
    private static decimal? Delta(Element? primary, Element? candidate, AnswerShape? shape)
    {
        if (shape is not { IsMoney: true })
        {
            return null;
        }

        decimal? left = primary is null ? null : FieldText.Amount(primary.Text);
        decimal? right = candidate is null ? null : FieldText.Amount(candidate.Text);
        return left is null && right is null ? null : (right ?? 0) - (left ?? 0);
    }

    private void Report(string? step, string? primary, string? candidate, decimal? delta = null) => found.Add(
        PathOf(step), primary, candidate, delta);

    private string PathOf(string? step) => step is null && _steps.Count == 0
        ? "(root)"
        : string.Join('/', step is null ? _steps : _steps.Append(step));

    private static string Step(string name, int at) =>
        string.Create(CultureInfo.InvariantCulture, $"{name}[{at + 1}]");
}
