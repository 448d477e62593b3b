using Strangler.Parity.Reading;

namespace Strangler.Parity.Comparing;

/// <summary>
/// The quick look: the same elements in the same order, each with the same text by its kind. Two answers that pass are
/// the same; two that do not may still mean the same, which <see cref="Comparison"/> finds out.
/// </summary>
internal static class StrictSameness
{
    public static bool Same(Element primary, Element candidate, AnswerShape? shape)
    {
        ReadOnlySpan<Element> left = primary.Children;
        ReadOnlySpan<Element> right = candidate.Children;
        if (left.Length != right.Length || primary.IsNil != candidate.IsNil || primary.Name != candidate.Name
            || primary.Namespace != candidate.Namespace || !SameAttributes(primary, candidate)
            || !SameText(primary, candidate, shape))
        {
            return false;
        }

        int near = 0;
        for (int position = 0; position < left.Length; position++)
        {
            if (!Same(left[position], right[position], shape?.Child(left[position].Name, ref near)))
            {
                return false;
            }
        }

        return true;
    }

    private static bool SameText(Element primary, Element candidate, AnswerShape? shape) =>
        ReferenceEquals(primary.Text, candidate.Text) || FieldText.Same(
            CanonicalText.OwnText(primary, shape), CanonicalText.OwnText(candidate, shape),
            shape?.Kind ?? FieldKind.Text);

    private static bool SameAttributes(Element primary, Element candidate)
    {
        if (primary.Attributes.Count != candidate.Attributes.Count)
        {
            return false;
        }

        for (int position = 0; position < primary.Attributes.Count; position++)
        {
            if (primary.Attributes[position] != candidate.Attributes[position])
            {
                return false;
            }
        }

        return true;
    }
}
