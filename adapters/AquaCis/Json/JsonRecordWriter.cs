using System.Globalization;
using System.Text.Json;
using System.Xml;
using Strangler.AquaCis.Contracts;

namespace Strangler.AquaCis.Json;

/// <summary>Writes XML records as JSON objects.</summary>
internal sealed class JsonRecordWriter(Utf8JsonWriter json, XmlReader xml)
{
    private const string XsiNamespace = "http://www.w3.org/2001/XMLSchema-instance";
    private const int FieldsOnStack = 128;

    /// <summary>Writes the element the reader stands on, and leaves it behind that element.</summary>
    /// <returns>False where a list comes in pieces: JSON cannot say that.</returns>
    public bool TryWriteRecord(RecordType type)
    {
        int count = type.Fields.Count;
        Span<bool> seen = count <= FieldsOnStack ? stackalloc bool[FieldsOnStack] : new bool[count];
        seen.Clear();
        json.WriteStartObject();
        if (!TryWriteFields(type, seen))
        {
            return false;
        }

        for (int position = 0; position < count; position++)
        {
            if (!seen[position] && type.Fields[position].Unbounded)
            {
                json.WriteStartArray(type.Names[position]);
                json.WriteEndArray();
            }
        }

        json.WriteEndObject();
        return true;
    }

    private bool TryWriteFields(RecordType type, Span<bool> seen)
    {
        int open = -1;
        if (xml.IsEmptyElement)
        {
            xml.Read();
            return true;
        }

        xml.Read();
        while (xml.MoveToContent() != XmlNodeType.EndElement)
        {
            int position = xml.NodeType == XmlNodeType.Element ? type.PositionOf(xml.LocalName) : -1;
            if (open >= 0 && position >= 0 && position != open)
            {
                json.WriteEndArray();
                open = -1;
            }

            if (position < 0 || (seen[position] && position != open))
            {
                if (position >= 0 && type.Fields[position].Unbounded)
                {
                    return false;
                }

                xml.Skip();
                continue;
            }

            open = Begin(type, position, seen);
            if (!TryWriteValue(type.Fields[position]))
            {
                return false;
            }
        }

        xml.Read();
        if (open >= 0)
        {
            json.WriteEndArray();
        }

        return true;
    }

    /// <returns>The list that is open now, or -1.</returns>
    private int Begin(RecordType type, int position, Span<bool> seen)
    {
        bool first = !seen[position];
        seen[position] = true;
        if (!type.Fields[position].Unbounded)
        {
            json.WritePropertyName(type.Names[position]);
            return -1;
        }

        if (first)
        {
            json.WriteStartArray(type.Names[position]);
        }

        return position;
    }

    private bool TryWriteValue(WireField field)
    {
        if (xml.HasAttributes && xml.GetAttribute("nil", XsiNamespace) is "true" or "1")
        {
            xml.Skip();
            json.WriteNullValue();
            return true;
        }

        if (field.Type is RecordType record)
        {
            return TryWriteRecord(record);
        }

        // Elements within a text are passed over, as everywhere.
        string text = xml.IsEmptyElement ? "" : ReadText();
        if (xml.NodeType == XmlNodeType.EndElement || xml.IsEmptyElement)
        {
            xml.Read();
        }

        WriteText((field.Type as PrimitiveType)?.Kind ?? PrimitiveKind.Text, text);
        return true;
    }

    private string ReadText()
    {
        string text = "";
        xml.Read();
        while (xml.NodeType != XmlNodeType.EndElement)
        {
            if (xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace
                or XmlNodeType.SignificantWhitespace)
            {
                text = text.Length == 0 ? xml.Value : text + xml.Value;
                xml.Read();
            }
            else
            {
                xml.Skip();
            }
        }

        return text;
    }

    private void WriteText(PrimitiveKind kind, string text)
    {
        if (kind is PrimitiveKind.Text or PrimitiveKind.Any or PrimitiveKind.Binary)
        {
            json.WriteStringValue(text);
        }
        else
        {
            WritePrimitive(json, kind, text);
        }
    }

    /// <summary>What its type cannot hold stays a text: a caller should see what AquaCIS says.</summary>
    internal static void WritePrimitive(Utf8JsonWriter json, PrimitiveKind kind, ReadOnlySpan<char> text)
    {
        ReadOnlySpan<char> trimmed = text.Trim();
        switch (kind)
        {
            case var _ when trimmed.IsEmpty:
                json.WriteNullValue();
                break;
            case PrimitiveKind.Short or PrimitiveKind.Int or PrimitiveKind.Long
                when long.TryParse(trimmed, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long n):
                json.WriteNumberValue(n);
                break;
            case PrimitiveKind.Decimal or PrimitiveKind.Float
                when decimal.TryParse(trimmed, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal amount):
                json.WriteNumberValue(amount);
                break;
            case PrimitiveKind.Boolean when trimmed is "true" or "1" or "false" or "0":
                json.WriteBooleanValue(trimmed is "true" or "1");
                break;
            default:
                json.WriteStringValue(trimmed);
                break;
        }
    }
}
