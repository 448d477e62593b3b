using System.Text;
using Strangler.Parity.Masking;
using Strangler.Parity.Reading;

namespace Strangler.Parity.Comparing;

/// <summary>How an element is shown in a difference: short, and nothing personal in it.</summary>
internal static class Wording
{
    private const int Longest = 200;
    private const int DeepestShown = 3;

    public const string Nil = "(nil)";

    /// <summary>What nobody knows the meaning of may be about a person, and so is masked.</summary>
    public static string OfText(string text, AnswerShape? shape) =>
        shape is null || shape.IsPersonal || shape.Kind == FieldKind.Binary ? Mask.Of(text) : Shorten(text);

    public static string Of(Element element, AnswerShape? shape)
    {
        if (element.Children.IsEmpty && shape is not { Kind: FieldKind.Record })
        {
            return element.IsNil ? Nil : OfText(element.Text, shape);
        }

        StringBuilder text = new();
        Append(text, element, shape, 0);
        return Shorten(text.ToString());
    }

    /// <summary>Two long texts that differ look different, wherever they do.</summary>
    public static string Shorten(string text) =>
        text.Length <= Longest ? text : $"{Cut.To(text, Longest)}… {Mask.Of(text)}";

    private static void Append(StringBuilder text, Element element, AnswerShape? shape, int depth)
    {
        if (element.IsNil)
        {
            text.Append(Nil);
            return;
        }

        if (element.Children.IsEmpty && shape is not { Kind: FieldKind.Record })
        {
            text.Append(OfText(element.Text, shape));
            return;
        }

        text.Append('{');
        string separator = "";
        foreach (Element child in element.Children)
        {
            text.Append(separator).Append(child.Name).Append(": ");
            if (depth == DeepestShown || text.Length > Longest)
            {
                text.Append('…');
                break;
            }

            Append(text, child, shape?.Child(child.Name), depth + 1);
            separator = ", ";
        }

        text.Append('}');
    }
}
