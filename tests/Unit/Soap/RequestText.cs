using System.Text;
using Strangler.AquaCis.Contracts;
using Strangler.AquaCis.Soap;

namespace Strangler.Tests.Unit.Soap;

/// <summary>All that a reader says of a request, as one text.</summary>
internal static class RequestText
{
    public static string Of(Func<SoapRequest?> read)
    {
        try
        {
            if (read() is not { } request)
            {
                return "unusual";
            }

            StringBuilder text = new($"read {request.Operation.Name} ");
            text.Append(request.Token is { } token ? $"[{token.Username}|{token.Password}|{token.IsUsable}]" : "[]");
            Append(text, request.Body);
            return text.ToString();
        }
        catch (SoapReadException error)
        {
            return error.Message;
        }
    }

    private static void Append(StringBuilder text, WireRecord record)
    {
        text.Append('{');
        foreach (WireField field in record.Type.Fields)
        {
            text.Append(field.Name).Append('=');
            foreach (string value in record.Texts(field.Name))
            {
                text.Append('\'').Append(value).Append('\'');
            }

            foreach (WireRecord inner in record.Records(field.Name))
            {
                Append(text, inner);
            }
        }

        text.Append('}');
    }
}
