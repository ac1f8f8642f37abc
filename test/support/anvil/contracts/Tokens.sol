// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

/// An ERC-20 that does what it should. All of it belongs to whoever deploys it.
contract Token {
    string public name;
    string public symbol;
    uint8 public decimals;
    uint256 public totalSupply;
    mapping(address => uint256) public balanceOf;
    mapping(address => mapping(address => uint256)) public allowance;

    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);

    constructor(string memory symbol_, uint8 decimals_, uint256 supply) {
        name = symbol_;
        symbol = symbol_;
        decimals = decimals_;
        totalSupply = supply;
        balanceOf[msg.sender] = supply;
        emit Transfer(address(0), msg.sender, supply);
    }

    function approve(address spender, uint256 value) external returns (bool) {
        allowance[msg.sender][spender] = value;
        emit Approval(msg.sender, spender, value);
        return true;
    }

    function transfer(address to, uint256 value) external returns (bool) {
        _move(msg.sender, to, value);
        return true;
    }

    function transferFrom(address from, address to, uint256 value) external returns (bool) {
        allowance[from][msg.sender] -= value;
        _move(from, to, value);
        return true;
    }

    function burn(uint256 value) external {
        balanceOf[msg.sender] -= value;
        totalSupply -= value;
        emit Transfer(msg.sender, address(0), value);
    }

    function _move(address from, address to, uint256 value) internal virtual {
        balanceOf[from] -= value;
        balanceOf[to] += value;
        emit Transfer(from, to, value);
    }
}

/// Keeps a hundredth of every transfer and says so.
contract FeeToken is Token {
    constructor(uint256 supply) Token("FEE", 0, supply) {}

    function _move(address from, address to, uint256 value) internal override {
        uint256 fee = value / 100;
        balanceOf[from] -= value;
        balanceOf[to] += value - fee;
        balanceOf[address(this)] += fee;
        emit Transfer(from, to, value - fee);
        emit Transfer(from, address(this), fee);
    }
}

/// Returns nothing, as some large tokens do, and can freeze and destroy.
contract IssuerToken {
    uint8 public constant decimals = 6;
    mapping(address => uint256) public balanceOf;
    mapping(address => bool) public isBlackListed;
    address public immutable owner = msg.sender;

    event Transfer(address indexed from, address indexed to, uint256 value);
    event AddedBlackList(address _user);
    event RemovedBlackList(address _user);
    event DestroyedBlackFunds(address _blackListedUser, uint256 _balance);

    constructor(uint256 supply) {
        balanceOf[msg.sender] = supply;
        emit Transfer(address(0), msg.sender, supply);
    }

    function symbol() external pure returns (bytes32) {
        return "USDT";
    }

    function transfer(address to, uint256 value) external {
        require(!isBlackListed[msg.sender]);
        balanceOf[msg.sender] -= value;
        balanceOf[to] += value;
        emit Transfer(msg.sender, to, value);
    }

    function addBlackList(address user) external {
        require(msg.sender == owner);
        isBlackListed[user] = true;
        emit AddedBlackList(user);
    }

    function destroyBlackFunds(address user) external {
        require(msg.sender == owner && isBlackListed[user]);
        uint256 balance = balanceOf[user];
        balanceOf[user] = 0;
        emit DestroyedBlackFunds(user, balance);
    }
}

/// Says whatever it is told to, and holds nothing.
contract SpoofToken {
    string public constant name = "Tether USD";
    string public constant symbol = "USDT";

    event Transfer(address indexed from, address indexed to, uint256 value);

    function decimals() external pure returns (uint8) {
        return 255;
    }

    function say(address from, address to, uint256 value) external {
        emit Transfer(from, to, value);
    }

    function balanceOf(address) external pure returns (uint256) {
        return type(uint256).max;
    }
}

/// Metadata that reverts, lies, or goes on for two megabytes.
contract HostileToken is Token {
    constructor() Token("X", 255, 1000) {}

    function metadata(uint256 kind) external pure returns (bytes memory) {
        if (kind == 0) revert("no metadata");
        return new bytes(2_000_000);
    }
}

/// Single items, told by events of the same name as amounts.
contract Items {
    mapping(uint256 => address) public ownerOf;

    event Transfer(address indexed from, address indexed to, uint256 indexed tokenId);

    function mint(address to, uint256 tokenId) external {
        ownerOf[tokenId] = to;
        emit Transfer(address(0), to, tokenId);
    }

    function transferFrom(address from, address to, uint256 tokenId) external {
        require(ownerOf[tokenId] == from && msg.sender == from);
        ownerOf[tokenId] = to;
        emit Transfer(from, to, tokenId);
    }
}

/// Many tokens in one contract.
contract Multi {
    mapping(uint256 => mapping(address => uint256)) public balanceOf;

    event TransferSingle(address indexed operator, address indexed from, address indexed to, uint256 id, uint256 value);
    event TransferBatch(address indexed operator, address indexed from, address indexed to, uint256[] ids, uint256[] values);

    constructor(uint256[] memory ids, uint256[] memory values) {
        for (uint256 i; i < ids.length; i++) balanceOf[ids[i]][msg.sender] += values[i];
        emit TransferBatch(msg.sender, address(0), msg.sender, ids, values);
    }

    function send(address to, uint256 id, uint256 value) external {
        balanceOf[id][msg.sender] -= value;
        balanceOf[id][to] += value;
        emit TransferSingle(msg.sender, msg.sender, to, id, value);
    }

    function sendBatch(address to, uint256[] calldata ids, uint256[] calldata values) external {
        for (uint256 i; i < ids.length; i++) {
            balanceOf[ids[i]][msg.sender] -= values[i];
            balanceOf[ids[i]][to] += values[i];
        }
        emit TransferBatch(msg.sender, msg.sender, to, ids, values);
    }
}

/// Ether as a token: deposits and withdrawals have events of their own and no transfers.
contract Weth {
    string public constant symbol = "WETH";
    uint8 public constant decimals = 18;
    mapping(address => uint256) public balanceOf;
    mapping(address => mapping(address => uint256)) public allowance;

    event Transfer(address indexed src, address indexed dst, uint256 wad);
    event Deposit(address indexed dst, uint256 wad);
    event Withdrawal(address indexed src, uint256 wad);

    receive() external payable {
        deposit();
    }

    function deposit() public payable {
        balanceOf[msg.sender] += msg.value;
        emit Deposit(msg.sender, msg.value);
    }

    function withdraw(uint256 wad) external {
        balanceOf[msg.sender] -= wad;
        (bool sent, ) = msg.sender.call{value: wad}("");
        require(sent);
        emit Withdrawal(msg.sender, wad);
    }

    function approve(address spender, uint256 wad) external returns (bool) {
        allowance[msg.sender][spender] = wad;
        return true;
    }

    function transfer(address dst, uint256 wad) external returns (bool) {
        return _move(msg.sender, dst, wad);
    }

    function transferFrom(address src, address dst, uint256 wad) external returns (bool) {
        allowance[src][msg.sender] -= wad;
        return _move(src, dst, wad);
    }

    function _move(address src, address dst, uint256 wad) private returns (bool) {
        balanceOf[src] -= wad;
        balanceOf[dst] += wad;
        emit Transfer(src, dst, wad);
        return true;
    }
}
