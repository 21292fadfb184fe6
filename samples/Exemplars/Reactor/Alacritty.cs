using System.Runtime.InteropServices;

namespace Exemplars.Reactor.Alacritty;

public enum WindowEvent : uint
{
    Quit = 0x100,
    Resized = 0x206,
    KeyDown = 0x300,
    TextInput = 0x303,
}

/// <summary>Window and input events on the main thread; what the terminal's process writes comes from a thread of its own.</summary>
public sealed class WindowLoop
{
    private bool _closed;

    public int Columns { get; private set; }

    public string Typed { get; private set; } = "";

    public void Run()
    {
        while (!_closed)
            if (SDL_WaitEvent(out var next) != 0) Handle(next);
    }

    private void Handle(NativeEvent next)
    {
        switch (next.Kind)
        {
            case WindowEvent.Quit:
                _closed = true;
                break;
            case WindowEvent.Resized:
                Columns = next.Data / 8;
                break;
            case WindowEvent.KeyDown:
            case WindowEvent.TextInput:
                Typed += (char)next.Data;
                break;
            default:
                break;
        }
    }

    [DllImport("SDL3")]
    private static extern int SDL_WaitEvent(out NativeEvent next);

    [StructLayout(LayoutKind.Sequential)]
    private struct NativeEvent
    {
        public WindowEvent Kind;
        public int Data;
    }
}
