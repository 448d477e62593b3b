using System.Buffers;
using System.Text.Json;
using Strangler.AquaCis.Contracts;
using Strangler.AquaCis.Soap;

namespace Strangler.AquaCis.Json;

/// <summary>Writes JSON objects, known to be well formed, as the records of a contract.</summary>
internal sealed class JsonRecordTranslator(WireXmlWriter xml, JsonReaderOptions options)
{
    private const int FieldsOnStack = 64;
    private readonly JsonPlace _place = new();

    /// <param name="json">Begins at the object.</param>
    public void WriteRecord(RecordType type, ReadOnlySpan<byte> json)
    {
        int count = type.Fields.Count;
        Span<int> starts = count <= FieldsOnStack ? stackalloc int[FieldsOnStack] : new int[count];
        starts.Fill(-1);
        FindProperties(type, json, starts);
        for (int position = 0; position < count; position++)
        {
            WireField field = type.Fields[position];
            _place.Enter(field.Name);
            if (starts[position] < 0)
            {
                WriteAbsence(field, type.Tags[position]);
            }
            else
            {
                WriteField(field, type.Tags[position], json[starts[position]..]);
            }

            _place.Leave();
        }
    }

    private void FindProperties(RecordType type, ReadOnlySpan<byte> json, Span<int> starts)
    {
        Utf8JsonReader reader = new(json, options);
        int expected = 0;
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            int position = reader.ValueIsEscaped || reader.HasValueSequence
                ? type.PositionOf(NameOf(ref reader))
                : type.PositionOf(reader.ValueSpan, expected);
            if (position < 0)
            {
                throw _place.MistakeAt(NameOf(ref reader), "There is no such field.");
            }

            if (starts[position] >= 0)
            {
                throw _place.MistakeAt(type.Fields[position].Name, "The field is there twice.");
            }

            expected = position + 1;
            reader.Read();
            starts[position] = (int)reader.TokenStartIndex;
            reader.Skip();
        }
    }

    private string NameOf(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException error)
        {
            throw new JsonMistakeException(_place.ToString(), "A field's name is not Unicode.", error);
        }
    }

    private void WriteAbsence(WireField field, WireTag tag)
    {
        if (field.MinOccurs == 0)
        {
            return;
        }

        if (!field.Nillable)
        {
            throw _place.Mistake("The field is missing.");
        }

        xml.NilTag(tag);
    }

    private void WriteField(WireField field, WireTag tag, ReadOnlySpan<byte> json)
    {
        Utf8JsonReader reader = new(json, options);
        reader.Read();
        if (!field.Unbounded)
        {
            WriteValue(field, tag, ref reader, json);
            return;
        }

        if (reader.TokenType == JsonTokenType.Null && field.MinOccurs == 0)
        {
            return;
        }

        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw _place.Mistake("The value must be an array.");
        }

        for (int index = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
        {
            _place.Enter(index);
            if (index == SoapRequestReader.ItemLimit)
            {
                throw _place.Mistake($"An array has at most {SoapRequestReader.ItemLimit} items.");
            }

            WriteValue(field, tag, ref reader, json[(int)reader.TokenStartIndex..]);
            reader.Skip();
            _place.Leave();
        }
    }

    /// <param name="json">Begins at the value.</param>
    private void WriteValue(WireField field, WireTag tag, ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            WriteNull(field, tag);
            return;
        }

        if (field.Type is RecordType record)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                throw _place.Mistake("The value must be an object.");
            }

            xml.StartTag(tag);
            WriteRecord(record, json);
            xml.EndTag(tag);
            return;
        }

        if (field.Type is PrimitiveType primitive)
        {
            JsonValueTranslator.Write(xml, tag, primitive.Kind, ref reader, _place);
        }
        else
        {
            JsonValueTranslator.WriteOneOf(xml, tag, ((EnumeratedType)field.Type).Values, ref reader, _place);
        }
    }

    private void WriteNull(WireField field, WireTag tag)
    {
        if (field.Nillable)
        {
            xml.NilTag(tag);
        }
        else if (field.MinOccurs > 0 || field.Unbounded)
        {
            throw _place.Mistake("The value must not be null.");
        }
    }
}
