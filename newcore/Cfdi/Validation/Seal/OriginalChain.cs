using System.Buffers;
using System.Text;
using Strangler.Cfdi.Validation.Tree;

namespace Strangler.Cfdi.Validation.Seal;

/// <summary>
/// The text that is sealed, from the elements as they were read: a second opinion beside the one of the typed
/// documents.
/// </summary>
internal static class OriginalChain
{
    /// <summary>False where a complement would be part of it whose order is not known here.</summary>
    public static bool TryWrite(Element root, IBufferWriter<byte> output)
    {
        Write("|", output);
        WriteNode(root, ChainOrder.Document, output);
        for (Element? child = root.Child("Complemento")?.First; child is not null; child = child.Next)
        {
            if (child is { Space: Vocabulary.Payments, Name: "Pagos" })
            {
                WriteNode(child, ChainOrder.Payments, output);
            }
            else if (child is { Space: Vocabulary.LocalTaxes, Name: "ImpuestosLocales" })
            {
                WriteNode(child, ChainOrder.LocalTaxes, output);
            }
            else if (child.Space != Vocabulary.Stamp)
            {
                return false;
            }
        }

        Write("||", output);
        return !HasLineComplement(root);
    }

    private static void WriteNode(Element element, ChainNode node, IBufferWriter<byte> output)
    {
        foreach (ChainStep step in node.Steps)
        {
            if (step.Child is { } inner)
            {
                for (Element? child = element.Child(inner.Name); child is not null; child = child.Twin())
                {
                    WriteNode(child, inner, output);
                }
            }
            else if (element[step.Attribute] is { } value)
            {
                Write("|", output);
                Write(value, output);
            }
            else if (!step.Optional)
            {
                Write("|", output);
            }
        }
    }

    private static bool HasLineComplement(Element root)
    {
        for (Element? line = root.Child("Conceptos")?.Child("Concepto"); line is not null; line = line.Twin())
        {
            if (line.Child("ComplementoConcepto") is not null)
            {
                return true;
            }
        }

        return false;
    }

    private static void Write(string text, IBufferWriter<byte> output) => Encoding.UTF8.GetBytes(text, output);
}
