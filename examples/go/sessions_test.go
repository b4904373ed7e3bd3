package sessions

import (
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
)

// endpoint is where Rolecall answers, for every test of the package: what AWS_ENDPOINT_URL is set to for the AWS SDK for Go.
var endpoint string

// TestMain starts Rolecall before the tests and stops it after them.
func TestMain(m *testing.M) {
	os.Exit(run(m))
}

func run(m *testing.M) int {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	port := listener.Addr().(*net.TCPAddr).Port
	listener.Close()
	endpoint = fmt.Sprintf("http://127.0.0.1:%d", port)
	start := rolecall("start", "--ephemeral", "--port", fmt.Sprint(port), "--seed", "seed.yaml")
	if err := start.Start(); err != nil {
		panic(err)
	}
	defer start.Wait()
	// npx hands SIGTERM on; an interrupt it leaves to the terminal.
	defer start.Process.Signal(syscall.SIGTERM)
	if out, err := rolecall("wait", "--endpoint", endpoint).CombinedOutput(); err != nil {
		panic(string(out))
	}
	return m.Run()
}

// rolecall is how it is called: where it is installed by npm, npx finds it.
func rolecall(args ...string) *exec.Cmd {
	command := os.Getenv("ROLECALL")
	if command == "" {
		command = "npx rolecall"
	}
	words := append(strings.Fields(command), args...)
	return exec.Command(words[0], words[1:]...)
}

func post(t *testing.T, path, body string) {
	t.Helper()
	response, err := http.Post(endpoint+path, "application/json", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if response.StatusCode >= 300 {
		t.Fatalf("%s: %s", path, response.Status)
	}
}

func TestTheClockIsMovedAndPutBack(t *testing.T) {
	post(t, "/_rolecall/reset", "")
	post(t, "/_rolecall/clock", `{"advanceSeconds":3600}`)
	post(t, "/_rolecall/reset", "")
}
