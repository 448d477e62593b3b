using System.Text;
using Strangler.Parity.Reading;

namespace Strangler.Parity.Comparing;

/// <summary>
/// An element written so that two that mean the same are the same text, by their shape: the canonical form. Control
/// characters that XML cannot hold separate its parts.
/// </summary>
internal static class CanonicalText
{
    public static string Of(Element element, AnswerShape? shape)
    {
        StringBuilder text = new();
        Write(text, element, shape);
        return text.ToString();
    }

    /// <summary>Whether it says no more than leaving it out would.</summary>
    public static bool IsAbsence(Element element, AnswerShape? shape) =>
        shape is { NilIsAbsence: true } && element.Children.IsEmpty && element.Attributes.Count == 0
        && (shape.Kind == FieldKind.Text ? element.Text.Length == 0 : XmlNames.IsBlank(element.Text));

    /// <summary>The text of an element itself, as far as it means something there.</summary>
    public static string OwnText(Element element, AnswerShape? shape) =>
        shape is { Kind: FieldKind.Record } && XmlNames.IsBlank(element.Text) ? "" : element.Text;

    private static void Write(StringBuilder text, Element element, AnswerShape? shape)
    {
        text.Append('\u0001').Append(element.Namespace).Append('\u0002').Append(element.Name);
        foreach (ElementAttribute attribute in element.Attributes)
        {
            text.Append('\u0003').Append(attribute.Namespace).Append('\u0002').Append(attribute.Name)
                .Append('\u0002').Append(attribute.Value);
        }

        text.Append(element.IsNil ? '\u0004' : '\u0005')
            .Append(FieldText.Canonical(OwnText(element, shape), shape?.Kind ?? FieldKind.Text));
        if (!element.Children.IsEmpty)
        {
            WriteChildren(text, element, shape);
        }

        text.Append('\u0006');
    }

    private static void WriteChildren(StringBuilder text, Element element, AnswerShape? shape)
    {
        int near = 0;
        List<(string Name, string Text)> children = [];
        Dictionary<string, List<string>>? free = null;
        foreach (Element child in element.Children)
        {
            AnswerShape? known = shape?.Child(child.Name, ref near);
            if (IsAbsence(child, known))
            {
                continue;
            }

            string written = Of(child, known);
            children.Add((child.Name, written));
            if (known is { Repeats: true, OrderIsFree: true })
            {
                free ??= new Dictionary<string, List<string>>(StringComparer.Ordinal);
                (free.TryGetValue(child.Name, out List<string>? items) ? items : free[child.Name] = []).Add(written);
            }
        }

        Dictionary<string, Queue<string>>? sorted = free?.ToDictionary(
            entry => entry.Key, entry => new Queue<string>(entry.Value.Order(StringComparer.Ordinal)));
        foreach ((string name, string written) in children)
        {
            text.Append(sorted is not null && sorted.TryGetValue(name, out Queue<string>? items)
                ? items.Dequeue()
                : written);
        }
    }
}
