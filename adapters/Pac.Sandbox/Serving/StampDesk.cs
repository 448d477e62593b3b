using System.Text;
using Microsoft.AspNetCore.Http;
using Strangler.Pac.Sandbox.Failures;
using Strangler.Pac.Sandbox.Stamping;

namespace Strangler.Pac.Sandbox.Serving;

/// <summary>Stamps, or fails the way the plan says.</summary>
internal sealed class StampDesk(SandboxBook book, FailurePlan failures, SandboxOptions options)
{
    /// <returns>Null: there is no answer, or it was given already.</returns>
    public async Task<StampAnswer?> StampAsync(HttpContext http, byte[] xml, string? name)
    {
        await PauseAsync(options.Latency);
        switch (failures.Next())
        {
            case FailureMode.Suspend:
                return new StampAnswer("703", "Cuenta suspendida.", null, null);
            case FailureMode.Refuse:
                return new StampAnswer("CFDI40108", "El SubTotal no es la suma de los importes.", null, null);
            case FailureMode.SatAway:
                return new StampAnswer("708", "No se pudo conectar al SAT.", null, null);
            case FailureMode.Hang:
                await WaitForeverAsync(http);
                return null;
            case FailureMode.BreakBefore:
                http.Abort();
                return null;
            case FailureMode.Error500:
                http.Response.StatusCode = StatusCodes.Status500InternalServerError;
                await http.Response.WriteAsync("<html><h1>Error 500</h1></html>", http.RequestAborted);
                return null;
            case FailureMode.LateStamp:
                await PauseAsync(failures.Delay);
                return book.Stamp(xml, name);
            case { } mode:
                return await AfterStampAsync(http, mode, xml, name);
            default:
                return book.Stamp(xml, name);
        }
    }

    private async Task<StampAnswer?> AfterStampAsync(HttpContext http, FailureMode mode, byte[] xml, string? name)
    {
        StampAnswer answer = book.Stamp(xml, name);
        switch (mode)
        {
            case FailureMode.Late:
                await PauseAsync(failures.Delay);
                return answer;
            case FailureMode.Twice:
                return book.Stamp(xml, name);
            case FailureMode.BreakAfter:
                http.Abort();
                return null;
            case FailureMode.WrongStamp:
                return answer.Xml is null ? answer : answer with { Xml = WithWrongSeal(answer.Xml) };
            default:
                return answer;
        }
    }

    /// <summary>The signature's first letters become others.</summary>
    private static byte[] WithWrongSeal(byte[] xml)
    {
        string text = Encoding.UTF8.GetString(xml);
        int at = text.IndexOf("SelloSAT=\"", StringComparison.Ordinal) + "SelloSAT=\"".Length;
        return Encoding.UTF8.GetBytes(text[..at] + (text[at] == 'A' ? 'B' : 'A') + text[(at + 1)..]);
    }

    private static async Task WaitForeverAsync(HttpContext http)
    {
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, http.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            // The caller went away.
        }
    }

    /// <summary>A caller who goes away does not stop a PAC.</summary>
    private Task PauseAsync(TimeSpan pause) => pause > TimeSpan.Zero
        ? Task.Delay(pause, options.Clock, CancellationToken.None) : Task.CompletedTask;
}
