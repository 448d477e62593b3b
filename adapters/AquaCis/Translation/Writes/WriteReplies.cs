namespace Strangler.AquaCis.Translation.Writes;

/// <summary>Reads from the bytes of an answer how a command went.</summary>
public static class WriteReplies
{
    private static ReadOnlySpan<byte> Code => "<codigoError>"u8;

    /// <param name="body">Plain, not packed.</param>
    public static WriteReply Read(int status, ReadOnlySpan<byte> body)
    {
        if (body.IndexOf("Envelope"u8) < 0)
        {
            return WriteReply.NoAnswer;
        }

        if (body.IndexOf("faultcode>"u8) >= 0)
        {
            return body.IndexOf("FailedAuthentication<"u8) >= 0 || body.IndexOf("InvalidSecurity"u8) >= 0
                ? WriteReply.NotAdmitted
                : WriteReply.Fault;
        }

        return status is < 200 or >= 300 ? WriteReply.NoAnswer : Declines(body) ? WriteReply.Declined : WriteReply.Done;
    }

    private static bool Declines(ReadOnlySpan<byte> body)
    {
        while (body.IndexOf(Code) is var place and >= 0)
        {
            body = body[(place + Code.Length)..];
            if (!body.StartsWith("0<"u8))
            {
                return true;
            }
        }

        return false;
    }
}
