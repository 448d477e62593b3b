using Strangler.Parity.Reading;

namespace Strangler.Parity.Comparing;

/// <summary>Compares two envelopes: what is said about the whole, then the answers or the faults in them.</summary>
internal sealed class AnswerComparison(FoundDifferences found, AnswerShape shape)
{
    public void Compare(AnswerRead.Envelope primary, AnswerRead.Envelope candidate)
    {
        if (primary.Contradiction != candidate.Contradiction)
        {
            found.Add("(encoding)", primary.Contradiction, candidate.Contradiction);
        }

        if (primary.Root.Namespace != candidate.Root.Namespace)
        {
            found.Add("(envelope)", primary.Root.Namespace, candidate.Root.Namespace);
        }

        CompareHeaders(primary.Header, candidate.Header);
        CompareAnswers(AnswerOf(primary), AnswerOf(candidate));
        CompareRest(primary.Body, candidate.Body);
    }

    private void CompareAnswers(Element? primary, Element? candidate)
    {
        bool faulted = SoapShapes.IsFault(primary);
        if (primary is null || candidate is null)
        {
            if (primary is not null || candidate is not null)
            {
                found.Add("(root)", primary?.Name, candidate?.Name);
            }
        }
        else if (faulted != SoapShapes.IsFault(candidate))
        {
            found.Add("(fault)", faulted ? FaultText(primary) : null, faulted ? null : FaultText(candidate));
        }
        else if (faulted)
        {
            new Comparison(found, "(fault)").Compare(primary, candidate, SoapShapes.FaultOf(shape));
        }
        else if (primary.Name != candidate.Name)
        {
            found.Add("(root)", Wording.Shorten(primary.Name), Wording.Shorten(candidate.Name));
        }
        else
        {
            new Comparison(found).Compare(primary, candidate, shape);
        }
    }

    private void CompareHeaders(Element? primary, Element? candidate)
    {
        Element left = primary ?? new Element("Header", "");
        Element right = candidate ?? new Element("Header", left.Namespace);
        if (left.Children.Length + right.Children.Length > 0)
        {
            new Comparison(found, "(header)").Compare(
                primary is null ? new Element("Header", right.Namespace) : left, right, SoapShapes.Unknown);
        }
    }

    /// <summary>A Body has one child; more of them are compared as they stand.</summary>
    private void CompareRest(Element? primary, Element? candidate)
    {
        Element left = Rest(primary);
        Element right = Rest(candidate);
        if (left.Children.Length + right.Children.Length > 0 || left.Text != right.Text)
        {
            new Comparison(found, "(body)").Compare(left, right, SoapShapes.Unknown);
        }
    }

    private static Element Rest(Element? body)
    {
        Element rest = new("Body", "");
        if (body is null)
        {
            return rest;
        }

        rest.Append(XmlNames.IsBlank(body.Text) ? "" : body.Text);
        foreach (Element child in body.Children[Math.Min(1, body.Children.Length)..])
        {
            rest.Add(child);
        }

        rest.Close();
        return rest;
    }

    private static Element? AnswerOf(AnswerRead.Envelope envelope) =>
        envelope.Body is { Children.IsEmpty: false } body ? body.Children[0] : null;

    private static string FaultText(Element fault)
    {
        string code = "";
        string text = "";
        foreach (Element part in fault.Children)
        {
            code = part.Name == "faultcode" ? part.Text : code;
            text = part.Name == "faultstring" ? part.Text : text;
        }

        return Wording.Shorten($"{code[(code.IndexOf('}', StringComparison.Ordinal) + 1)..]}: {text}");
    }
}
