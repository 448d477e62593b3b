using System.CommandLine;

namespace Strangler.ParallelRun.BillingRuns;

/// <summary>The <c>billing</c> commands: runs that bill a group natively, and the calendars they follow.</summary>
internal static class BillingCommand
{
    public static Command Create() => new(
        "billing", "Bill a billing group natively: plan, rate, review, post (docs/billing.md).")
    {
        RunCommand.Create(),
        RunCommand.CreateResume(),
        RunCommand.CreatePost(),
        StatusCommand.Create(),
        StatusCommand.CreateReview(),
        CancelCommand.Create(),
        CalendarCommand.Create(),
        CalendarCommand.CreateCycles(),
    };
}
